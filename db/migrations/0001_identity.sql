-- Who is who: networks, organisations, people, how they sign in. Sign-in tables belong to fener_identity alone:
-- the application's role never sees a password hash, a session or an invitation.
create schema identity;
grant usage on schema identity to fener_app, fener_identity, fener_reader, fener_public, fener_receipt, fener_statistics, fener_jobs;

-- One policy form for every protected table (docs/decisions/0003-circles.md). It compares columns with settings of the
-- transaction and nothing else: no sub-query, so it is fast, runs on Citus, and fails closed when a setting is missing.
create procedure platform.protect(t regclass, variadic readers text[]) language plpgsql as $$
declare r text;
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  foreach r in array readers loop
    execute format($p$create policy reach_%s on %s for all to %s
      using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
                  and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[]))
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
                  and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[]))$p$,
      r, t, r);
  end loop;
end $$;

-- Things every member of a network may know (the plan, who belongs to which organisation): bounded by the network only.
create procedure platform.share_within_network(t regclass, variadic readers text[]) language plpgsql as $$
declare r text;
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  foreach r in array readers loop
    execute format($p$create policy network_%s on %s for all to %s
      using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid)
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid)$p$, r, t, r);
  end loop;
end $$;

create table identity.networks (
  network_id   uuid primary key,
  slug         text not null unique,
  profile      jsonb not null,
  receipt_salt bytea not null check (length(receipt_salt) = 16),
  made_up      boolean not null default false,      -- demo data: every page says so
  set_up_on    date not null
);
alter table identity.networks enable row level security;
alter table identity.networks force row level security;
-- A network's profile is public: it stands on the first page.
create policy all_networks on identity.networks for select to fener_app, fener_reader, fener_public, fener_receipt, fener_statistics, fener_jobs using (true);
create policy set_up on identity.networks for all to fener_identity using (true) with check (true);
grant select on identity.networks to fener_app, fener_reader, fener_public, fener_receipt, fener_statistics, fener_jobs;
grant select, insert on identity.networks to fener_identity;

create table identity.organisations (
  network_id    uuid not null references identity.networks,
  id            uuid not null,
  name          jsonb not null,                      -- {sr, sq, en}
  kind          text not null,
  kinds_of_help text[] not null default '{}',
  languages     text[] not null default '{}',
  public_phone  text,                                -- shown on "help nearby" only when set; a shelter's address is never kept here
  public_hours  jsonb,
  institution   text,                                -- id in the strategy's list of institutions
  primary key (network_id, id)
);

create table identity.people (
  network_id      uuid not null references identity.networks,
  id              uuid not null,
  organisation_id uuid not null,
  email           text not null,
  name            text not null,
  locale          text not null,
  recipient       text not null,                     -- age recipient of the account
  sign_public     bytea not null check (length(sign_public) = 32),
  joined_on       date not null,
  left_at         timestamptz,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references identity.organisations
);
create unique index people_email on identity.people (network_id, lower(email));

create table identity.memberships (
  network_id uuid not null,
  person_id  uuid not null,
  role       text not null,
  from_at    timestamptz not null,
  until_at   timestamptz,
  primary key (network_id, person_id, role),
  foreign key (network_id, person_id) references identity.people
);

create table identity.credentials (
  network_id   uuid not null,
  person_id    uuid not null,
  kind         text not null check (kind in ('password', 'totp', 'recovery')),
  salt         bytea,
  auth_hash    text,                                 -- argon2 of the key derived in the browser
  secret       bytea,                                -- TOTP secret, sealed with the server's key file
  last_step    bigint,                               -- the one-time code's last accepted step: a code works once
  wrapped_root bytea,                                -- the account's root, wrapped; opens only in the person's browser
  primary key (network_id, person_id, kind),
  foreign key (network_id, person_id) references identity.people
);

create table identity.sessions (
  network_id uuid not null,
  hash       bytea not null check (length(hash) = 32), -- SHA-256 of the cookie; the cookie itself is nowhere
  person_id  uuid not null,
  shared     boolean not null default false,
  expires_at timestamptz not null,
  primary key (network_id, hash),
  foreign key (network_id, person_id) references identity.people
);
create index sessions_hash on identity.sessions (hash);

create table identity.invitations (
  network_id      uuid not null,
  id              uuid not null,
  token_hash      bytea not null check (length(token_hash) = 32),
  organisation_id uuid not null,
  role            text not null,
  email           text not null,
  locale          text not null,
  invited_by      uuid not null,
  invited_at      timestamptz not null,
  expires_at      timestamptz not null,
  used_at         timestamptz,
  person_id       uuid,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references identity.organisations
);
create unique index invitations_token on identity.invitations (network_id, token_hash);

call platform.share_within_network('identity.organisations', 'fener_app', 'fener_reader');
call platform.share_within_network('identity.people', 'fener_app');
call platform.share_within_network('identity.memberships', 'fener_app');
call platform.share_within_network('identity.invitations', 'fener_app');
grant select, insert, update on identity.organisations to fener_app;
grant select on identity.organisations to fener_reader;
grant select on identity.people, identity.memberships to fener_app;
-- The list of invitations is shown without the token's hash: a hash is of no use to anyone who invites.
grant select (network_id, id, organisation_id, role, email, locale, invited_by, invited_at, expires_at, used_at, person_id), insert on identity.invitations to fener_app;

do $$ declare t text; begin
  foreach t in array array['organisations','people','memberships','credentials','sessions','invitations'] loop
    execute format('alter table identity.%I enable row level security', t);
    execute format('alter table identity.%I force row level security', t);
    execute format('create policy sign_in on identity.%I for all to fener_identity using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on identity.%I to fener_identity', t);
  end loop;
end $$;
