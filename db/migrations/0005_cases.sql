-- Cases: identity and narrative sealed to the case team; the coded record in clear under row security, as little as counts need.
create schema cases;
grant usage on schema cases to fener_app, fener_statistics;

create table cases.cases (
  network_id  uuid not null references identity.networks,
  id          uuid not null,
  circle_id   uuid not null,                          -- one case, one circle
  code        text not null,                          -- Kesten-47
  from_report text,                                   -- the report's code word
  opened_on   date not null,
  status      text not null,
  primary key (network_id, id),
  unique (network_id, code),
  foreign key (network_id, circle_id) references access.circles
);
create index cases_circle on cases.cases (network_id, circle_id, status);
create table cases.persons (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  case_id    uuid not null,
  part       text not null check (part in ('presumed-victim', 'family-member', 'witness', 'suspect')),
  coded      jsonb not null default '{}',
  rev        integer not null default 1,
  primary key (network_id, id),
  foreign key (network_id, case_id) references cases.cases
);
create index persons_case on cases.persons (network_id, case_id);
create table cases.sealed_records (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  case_id    uuid not null,
  person_id  uuid,
  purpose    text not null check (purpose in ('identity', 'narrative', 'origin', 'assessment')),
  rev        integer not null,
  epoch      integer not null,
  account_id uuid not null,
  at         timestamptz not null,
  sealed     bytea not null,
  primary key (network_id, id, rev),
  foreign key (network_id, case_id) references cases.cases
);
create index sealed_records_case on cases.sealed_records (network_id, case_id);
create table cases.facts (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  case_id    uuid not null,
  no         bigint generated always as identity,
  kind       text not null,
  happened_on date not null,
  at         timestamptz not null,
  account_id uuid not null,
  epoch      integer,
  detail     jsonb not null default '{}',
  sealed     bytea,
  primary key (network_id, id),
  foreign key (network_id, case_id) references cases.cases
);
create index facts_case on cases.facts (network_id, case_id, no);
create table cases.files (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  case_id    uuid not null,
  epoch      integer not null,
  account_id uuid not null,
  manifest   bytea not null,
  parts      integer not null,
  primary key (network_id, id),
  foreign key (network_id, case_id) references cases.cases
);
create table cases.file_parts (
  network_id uuid not null,
  circle_id  uuid not null,
  file_id    uuid not null,
  part       integer not null,
  sealed     bytea not null check (length(sealed) <= 1048576),
  primary key (network_id, file_id, part),
  foreign key (network_id, file_id) references cases.files
);

call platform.protect('cases.cases', 'fener_app');
call platform.protect('cases.persons', 'fener_app');
call platform.protect('cases.sealed_records', 'fener_app');
call platform.protect('cases.facts', 'fener_app');
call platform.protect('cases.files', 'fener_app');
call platform.protect('cases.file_parts', 'fener_app');
grant select, insert, update (status) on cases.cases to fener_app;
grant select, insert, update (coded, rev) on cases.persons to fener_app;
grant select, insert on cases.sealed_records, cases.facts, cases.files, cases.file_parts to fener_app;

do $$ declare t text; begin
  foreach t in array array['cases','persons','facts'] loop
    execute format($p$create policy counted on cases.%I for select to fener_statistics
      using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid)$p$, t);
  end loop;
end $$;
grant select (network_id, id, opened_on, status) on cases.cases to fener_statistics;
grant select (network_id, id, case_id, part, coded) on cases.persons to fener_statistics;
grant select (network_id, id, case_id, no, kind, happened_on, at, detail) on cases.facts to fener_statistics;
