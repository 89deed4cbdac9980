-- The annual report: dated facts, and published editions that never change.
create schema publication;
grant usage on schema publication to fener_app, fener_reader;

create table publication.annual_reports (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  year       integer not null,
  primary key (network_id, id),
  unique (network_id, year)
);
create table publication.report_facts (
  network_id uuid not null,
  id         uuid not null,
  report_id  uuid not null,
  no         bigint generated always as identity,
  kind       text not null,
  at         timestamptz not null,
  account_id uuid not null,
  detail     jsonb not null default '{}',
  primary key (network_id, id),
  foreign key (network_id, report_id) references publication.annual_reports
);
create table publication.editions (
  network_id uuid not null references identity.networks,
  year       integer not null,
  edition    integer not null,
  locale     text not null,
  tree       jsonb not null,
  pdf        bytea not null,
  published_at timestamptz not null,
  primary key (network_id, year, edition, locale)
);
call platform.share_within_network('publication.annual_reports', 'fener_app');
call platform.share_within_network('publication.report_facts', 'fener_app');
call platform.share_within_network('publication.editions', 'fener_app', 'fener_reader');
grant select, insert on publication.annual_reports, publication.report_facts, publication.editions to fener_app;
grant select on publication.editions to fener_reader;
