-- Writing the annual report together (docs/decisions/0032-annual-report.md).

-- What somebody is typing, kept while they type: it comes back after a closed browser, and tells the others who writes where.
-- Words of a report on its way to the public are no secret of a person; they stand in clear as the report's facts do.
create table publication.report_writing (
  network_id uuid not null,
  report_id  uuid not null,
  account_id uuid not null,
  block      text not null check (length(block) between 1 and 80),
  language   text not null check (language in ('sr', 'sq', 'en')),
  before     text not null check (length(before) <= 20000),   -- the words they began from
  words      text not null check (length(words) <= 20000),
  at         timestamptz not null,
  primary key (network_id, report_id, account_id, block, language),
  foreign key (network_id, report_id) references publication.annual_reports
);
create table publication.report_comments (
  network_id  uuid not null,
  id          uuid not null,
  no          bigint generated always as identity,
  report_id   uuid not null,
  block       text not null check (length(block) between 1 and 80),
  words       text not null check (length(words) between 1 and 2000),
  at          timestamptz not null,
  account_id  uuid not null,
  resolved_at timestamptz,
  resolved_by uuid,
  primary key (network_id, id),
  foreign key (network_id, report_id) references publication.annual_reports,
  check ((resolved_at is null) = (resolved_by is null))
);
create index report_comments_of on publication.report_comments (network_id, report_id, no);
call platform.share_within_network('publication.report_writing', 'fener_app');
call platform.share_within_network('publication.report_comments', 'fener_app');
grant select, insert, update, delete on publication.report_writing to fener_app;
grant select, insert on publication.report_comments to fener_app;
grant update (resolved_at, resolved_by) on publication.report_comments to fener_app;

-- Null in editions from before there was one.
alter table publication.editions add column docx bytea;

-- How many conferences were held is counted; about whom is not.
create policy counted on cases.conferences for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, day, state) on cases.conferences to fener_statistics;
grant usage on schema cases to fener_statistics;
