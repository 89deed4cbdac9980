-- Referrals: each is a circle of its own, whose members are the case manager and the provider's workers. The provider
-- sees the packet made for them and their own notes, never the case.
create schema services;
grant usage on schema services to fener_app, fener_statistics;

create table services.referrals (
  network_id        uuid not null references identity.networks,
  id                uuid not null,
  circle_id         uuid not null,
  code              text not null,
  kind_of_help      text not null,
  urgency           text not null check (urgency in ('urgent', 'soon', 'ordinary')),
  from_organisation uuid not null,
  to_organisation   uuid not null,
  sent_on           date not null,
  answer_by         date not null,
  status            text not null,
  primary key (network_id, id),
  unique (network_id, code),
  foreign key (network_id, circle_id) references access.circles
);
create index referrals_circle on services.referrals (network_id, circle_id, status);
-- Which case a referral belongs to is known to the case team alone.
create table services.case_referrals (
  network_id  uuid not null,
  referral_id uuid not null,
  circle_id   uuid not null,                          -- the case's circle
  case_id     uuid not null,
  case_code   text not null,
  primary key (network_id, referral_id),
  foreign key (network_id, referral_id) references services.referrals
);
create table services.packets (
  network_id  uuid not null,
  referral_id uuid not null,
  circle_id   uuid not null,
  epoch       integer not null,
  account_id  uuid not null,
  sealed      bytea not null,
  primary key (network_id, referral_id),
  foreign key (network_id, referral_id) references services.referrals
);
create table services.referral_facts (
  network_id  uuid not null,
  id          uuid not null,
  circle_id   uuid not null,
  referral_id uuid not null,
  no          bigint generated always as identity,
  kind        text not null,
  happened_on date not null,
  at          timestamptz not null,
  account_id  uuid not null,
  epoch       integer,
  detail      jsonb not null default '{}',
  sealed      bytea,
  primary key (network_id, id),
  foreign key (network_id, referral_id) references services.referrals
);
create index referral_facts_referral on services.referral_facts (network_id, referral_id, no);

call platform.protect('services.referrals', 'fener_app');
call platform.protect('services.case_referrals', 'fener_app');
call platform.protect('services.packets', 'fener_app');
call platform.protect('services.referral_facts', 'fener_app');
grant select, insert, update (status) on services.referrals to fener_app;
grant select, insert on services.case_referrals, services.referral_facts to fener_app;
grant select, insert, delete on services.packets to fener_app;

do $$ declare t text; begin
  foreach t in array array['referrals','referral_facts'] loop
    execute format($p$create policy counted on services.%I for select to fener_statistics
      using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select (network_id, id, kind_of_help, sent_on, status) on services.referrals to fener_statistics;
grant select (network_id, referral_id, no, kind, happened_on, at, detail) on services.referral_facts to fener_statistics;
