-- Borders, population and hotspots (docs/decisions/0026-hotspots.md). Borders and how many people live where are no secret within a network;
-- what a scan ran on and found holds small counts and belongs to the early-warning circle.

-- What was brought in stays as it was; which of it is shown, under which names, is a choice that is dated and can be taken back.
create table risk.boundaries (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  file_name  text not null check (length(file_name) between 1 and 200),
  facts      jsonb not null,                            -- how many areas, what was turned or made simpler, which settlements lie where
  topology   jsonb not null,                            -- TopoJSON, object "areas", rings as d3-geo wants them
  at         timestamptz not null,
  account_id uuid not null,
  primary key (network_id, id)
);
create table risk.boundary_choices (
  network_id  uuid not null,
  id          uuid not null,
  no          bigint generated always as identity,
  boundary_id uuid not null,
  names       jsonb not null,                           -- {sr, sq, en}: which property holds the name
  credit      text not null check (length(credit) between 3 and 300),
  at          timestamptz not null,
  account_id  uuid not null,
  primary key (network_id, id),
  foreign key (network_id, boundary_id) references risk.boundaries
);
create index boundary_choices_newest on risk.boundary_choices (network_id, no desc);

-- How many people live in a place, with where that is from. No row, or a newest row without a number: not set. 0 is a number.
create table risk.populations (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  kind       text not null check (kind in ('settlement', 'municipality')),
  place      text not null check (length(place) between 1 and 64),
  persons    integer check (persons between 0 and 100000000),
  source     text not null check (length(source) between 1 and 200),
  year       integer not null check (year between 1900 and 2200),
  at         timestamptz not null,
  account_id uuid not null,
  primary key (network_id, id)
);
create index populations_newest on risk.populations (network_id, kind, place, no desc);

-- Cases by municipality, as a table from elsewhere says them.
create table risk.municipality_tables (
  network_id  uuid not null,
  id          uuid not null,
  no          bigint generated always as identity,
  boundary_id uuid not null,                            -- whose identifiers the rows carry
  counted     text not null check (length(counted) between 1 and 200),
  source      text not null check (length(source) between 1 and 200),
  year        integer not null check (year between 1900 and 2200),
  rows        jsonb not null,                           -- [{id, cases, population}]
  at          timestamptz not null,
  account_id  uuid not null,
  primary key (network_id, id),
  foreign key (network_id, boundary_id) references risk.boundaries
);

call platform.share_within_network('risk.boundaries', 'fener_app');
call platform.share_within_network('risk.boundary_choices', 'fener_app');
call platform.share_within_network('risk.populations', 'fener_app');
call platform.share_within_network('risk.municipality_tables', 'fener_app');
grant select, insert on risk.boundaries, risk.boundary_choices, risk.populations, risk.municipality_tables to fener_app;

-- A scan with everything it ran on: whoever doubts it can run it again.
create table risk.scans (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  no         bigint generated always as identity,
  method     text not null check (method in ('places', 'areas')),
  ran_on     jsonb not null,
  found      jsonb not null,
  at         timestamptz not null,
  account_id uuid not null,
  primary key (network_id, id),
  foreign key (network_id, circle_id) references access.circles
);
create index scans_newest on risk.scans (network_id, circle_id, no desc);
call platform.protect('risk.scans', 'fener_app');
grant select, insert on risk.scans to fener_app;
