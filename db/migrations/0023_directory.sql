-- The directory of services. No column for an address: where a shelter is stands in one acceptance, sealed to one referral
-- (docs/decisions/0015-directory-and-referrals.md).
create schema directory;
grant usage on schema directory to fener_app, fener_reader, fener_statistics;
create table directory.services (
  network_id      uuid not null references identity.networks,
  id              uuid not null,
  organisation_id uuid not null,
  kind_of_help    text not null,
  name            jsonb not null,                     -- {sr, sq, en}
  about           jsonb not null,
  languages       text[] not null default '{}',
  for_whom        text[] not null default '{}',       -- nobody named: for everybody
  papers_asked    boolean not null,
  hours           jsonb not null,                     -- always, by agreement, or weekdays and times
  staff_phone     text,
  public_phone    text,
  is_public       boolean not null,
  places          integer check (places between 0 and 1000),
  free            integer check (free between 0 and 1000),
  free_said_by    uuid,
  free_said_at    timestamptz,
  rev             integer not null default 1,
  ended_at        timestamptz,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references identity.organisations,
  check (not is_public or public_phone is not null),
  check (free is null or (places is not null and free <= places))
);
create index services_kind on directory.services (network_id, kind_of_help) where ended_at is null;
call platform.share_within_network('directory.services', 'fener_app');
grant select, insert, update on directory.services to fener_app;
-- What everybody may read: what an organisation chose to show, and of it neither places nor the telephone of the staff.
create policy shown on directory.services for select to fener_reader
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and is_public and ended_at is null);
grant select (network_id, id, organisation_id, kind_of_help, name, about, languages, for_whom, papers_asked, hours, public_phone, is_public, ended_at)
  on directory.services to fener_reader;

-- What is to be sent, and what was sent: sealed for the case team, so that the next provider can be asked without writing it all again.
create table services.drafts (
  network_id      uuid not null,
  id              uuid not null,
  circle_id       uuid not null,                      -- the case's
  case_id         uuid not null,
  case_code       text not null,
  person_id       uuid not null,
  kind_of_help    text not null,
  urgency         text not null check (urgency in ('urgent', 'soon', 'ordinary')),
  to_organisation uuid,
  referral_id     uuid,                               -- sent as this one; declined or expired, it is to be sent again
  asked           uuid[] not null default '{}',       -- the providers asked so far
  rev             integer not null,
  epoch           integer not null,
  account_id      uuid not null,
  made_on         date not null,
  sealed          bytea not null,
  primary key (network_id, id),
  foreign key (network_id, referral_id) references services.referrals
);
create index drafts_circle on services.drafts (network_id, circle_id);
create index drafts_referral on services.drafts (network_id, referral_id) where referral_id is not null;
call platform.protect('services.drafts', 'fener_app');
grant select, insert, update, delete on services.drafts to fener_app;

-- How the person themselves found the help: known to the case team, never to the provider.
create table services.feedback (
  network_id  uuid not null,
  referral_id uuid not null,
  circle_id   uuid not null,                          -- the case's
  helped      text not null check (helped in ('yes', 'partly', 'no', 'not-asked')),
  account_id  uuid not null,
  at          timestamptz not null,
  epoch       integer,
  sealed      bytea,
  primary key (network_id, referral_id),
  foreign key (network_id, referral_id) references services.referrals
);
call platform.protect('services.feedback', 'fener_app');
grant select, insert on services.feedback to fener_app;
create policy counted on services.feedback for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, referral_id, helped) on services.feedback to fener_statistics;

-- Reintegration programmes: what an organisation offers is known to the network, who takes part to the referral's circle.
create table directory.programmes (
  network_id      uuid not null references identity.networks,
  id              uuid not null,
  organisation_id uuid not null,
  kind            text not null check (kind in ('job-training', 'schooling', 'small-grants', 'accompaniment')),
  name            jsonb not null,
  about           jsonb not null,
  places          integer not null check (places between 1 and 1000),
  starts_on       date not null,
  ends_on         date not null check (ends_on >= starts_on),
  cents           bigint check (cents >= 0),          -- what it may cost in all, in the hundredth part of the network's currency
  rev             integer not null default 1,
  ended_at        timestamptz,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references identity.organisations
);
call platform.share_within_network('directory.programmes', 'fener_app', 'fener_statistics');
grant select, insert, update on directory.programmes to fener_app;
grant select (network_id, id, organisation_id, kind, places, starts_on, ends_on) on directory.programmes to fener_statistics;

create table services.participation_facts (
  network_id   uuid not null,
  id           uuid not null,
  circle_id    uuid not null,                         -- the referral's
  referral_id  uuid not null,
  programme_id uuid not null,
  no           bigint generated always as identity,
  kind         text not null check (kind in ('joined', 'progressed', 'grant-paid', 'completed', 'left-early')),
  happened_on  date not null,
  at           timestamptz not null,
  account_id   uuid not null,
  cents        bigint check (cents > 0),
  epoch        integer,
  sealed       bytea,
  primary key (network_id, id),
  foreign key (network_id, referral_id) references services.referrals,
  foreign key (network_id, programme_id) references directory.programmes
);
create index participation_facts_referral on services.participation_facts (network_id, referral_id, no);
create index participation_facts_programme on services.participation_facts (network_id, programme_id, kind);
call platform.protect('services.participation_facts', 'fener_app');
grant select, insert on services.participation_facts to fener_app;
-- How it went on after 3, 6 and 12 months: asked by the case team, when the provider no longer sees anything.
create table services.outcomes (
  network_id   uuid not null,
  referral_id  uuid not null,
  months       integer not null check (months in (3, 6, 12)),
  circle_id    uuid not null,                         -- the case's
  programme_id uuid not null,
  happened_on  date not null,
  outcome      text not null,
  account_id   uuid not null,
  at           timestamptz not null,
  epoch        integer,
  sealed       bytea,
  primary key (network_id, referral_id, months),
  foreign key (network_id, referral_id) references services.referrals,
  foreign key (network_id, programme_id) references directory.programmes
);
call platform.protect('services.outcomes', 'fener_app');
grant select, insert on services.outcomes to fener_app;
do $$ declare t text; begin
  foreach t in array array['participation_facts', 'outcomes'] loop
    execute format($p$create policy counted on services.%I for select to fener_statistics
      using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select (network_id, referral_id, programme_id, kind, happened_on, cents) on services.participation_facts to fener_statistics;
grant select (network_id, referral_id, programme_id, months, outcome, happened_on) on services.outcomes to fener_statistics;
