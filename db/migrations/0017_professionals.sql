-- Professionals refer a presumed victim (REP5): by a link that their organisation was given, or signed in. What they write is a report
-- like any other; beside it stands who vouches for it, so that the intake team knows whose eyes these were.
create schema professionals;
grant usage on schema professionals to fener_app, fener_public, fener_reader, fener_statistics;

create table professionals.links (
  network_id      uuid not null references identity.networks,
  id              uuid not null,
  organisation_id uuid not null,
  secret_hash     bytea not null check (length(secret_hash) = 32),   -- the link itself is shown once and kept nowhere
  made_at         timestamptz not null,
  made_by         uuid not null,
  ended_at        timestamptz,
  primary key (network_id, id),
  unique (network_id, secret_hash),
  foreign key (network_id, organisation_id) references identity.organisations,
  foreign key (network_id, made_by) references identity.people
);
-- One link of an organisation is open at a time: a new one ends the one before.
create unique index links_open on professionals.links (network_id, organisation_id) where ended_at is null;
call platform.share_within_network('professionals.links', 'fener_app', 'fener_reader', 'fener_public');
grant select, insert, update (ended_at) on professionals.links to fener_app;
grant select on professionals.links to fener_reader, fener_public;

create table professionals.referred (
  network_id      uuid not null,
  report_id       uuid not null,
  circle_id       uuid not null,
  organisation_id uuid not null,
  link_id         uuid,
  account_id      uuid,
  referred_on     date not null,
  code            text not null,                     -- Lipa-204, to speak of it with the intake team
  sealed_code     bytea,                             -- the receipt, sealed to the account that referred, to come back with
  primary key (network_id, report_id),
  check ((link_id is null) <> (account_id is null)),
  check (account_id is not null or sealed_code is null),
  foreign key (network_id, report_id) references reports.envelopes on delete cascade,
  foreign key (network_id, organisation_id) references identity.organisations,
  foreign key (network_id, link_id) references professionals.links,
  foreign key (network_id, account_id) references identity.people
);
create index referred_own on professionals.referred (network_id, account_id, referred_on desc) where account_id is not null;
call platform.protect('professionals.referred', 'fener_app');
grant select, insert on professionals.referred to fener_app;
grant insert on professionals.referred to fener_public;
create policy arrive on professionals.referred for insert to fener_public
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[]));
create policy own on professionals.referred for select to fener_app
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and account_id = nullif(current_setting('fener.account_id', true), '')::uuid);
create policy counted on professionals.referred for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, report_id, organisation_id, referred_on) on professionals.referred to fener_statistics;

-- Whoever is signed in may put a report before an intake team without being of it, and reads nothing back, as the public.
do $$ declare t text; begin
  foreach t in array array['reports.envelopes', 'reports.receipts', 'reports.files', 'professionals.referred'] loop
    execute format($p$create policy refer on %s for insert to fener_app
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
                  and exists (select 1 from access.circles c
                              where c.network_id = %s.network_id and c.id = %s.circle_id
                                and c.kind = 'intake' and c.ended_at is null))$p$, t, split_part(t, '.', 2), split_part(t, '.', 2));
  end loop;
end $$;
