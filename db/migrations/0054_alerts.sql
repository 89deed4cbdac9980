-- Recognised early risks (docs/decisions/0024-alerts.md): what stands in clear is coded and countable, words are sealed to the early-warning
-- circle. An alert is the facts below; its own row says how they stand now, for lists and counts.
create table risk.alerts (
  network_id  uuid not null,
  id          uuid not null,
  circle_id   uuid not null,
  source_kind text not null check (source_kind in ('submission', 'matrix', 'report', 'case', 'professional', 'statistics', 'hand')),
  source_id   text not null check (length(source_id) between 1 and 200),
  kind        text not null check (kind ~ '^[a-z-]{1,40}$'),
  category    text check (category ~ '^rk-[a-z-]{1,60}$'),
  settlement  text check (settlement ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  level       text not null check (level in ('watch', 'risk', 'urgent')),
  why         jsonb not null,                       -- a code and its figures: no word of a person
  raised_on   date not null,
  state       text not null default 'waiting' check (state in ('waiting', 'taken', 'planned', 'closed')),
  owner       uuid,                                 -- whoever is no member of the circle any more owns nothing
  due_at      timestamptz,
  outcome     text check (outcome in ('came-true', 'did-not', 'prevented', 'cannot-be-known')),
  reason      text,                                 -- why it was no risk, or cannot be known
  closed_on   date,
  steps       integer not null default 1,           -- how many facts stand: whoever writes over what they have not seen is told
  erase_on    date,                                 -- its words end then; that there was an alert stays counted
  primary key (network_id, id),
  -- the same sign twice is one alert
  unique (network_id, source_kind, source_id),
  check ((state = 'closed') = (outcome is not null) and (outcome is null) = (closed_on is null)),
  check ((state in ('taken', 'planned')) = (owner is not null)),
  check ((state = 'closed') = (due_at is null))
);
create index alerts_open on risk.alerts (network_id, due_at) where state <> 'closed';
create index alerts_raised on risk.alerts (network_id, raised_on);
create index alerts_closed on risk.alerts (network_id, closed_on) where state = 'closed';

create table risk.alert_facts (
  network_id uuid not null,
  id         uuid not null,
  no         bigint generated always as identity,
  circle_id  uuid not null,
  alert_id   uuid not null,
  kind       text not null,
  at         timestamptz not null,
  account_id uuid,                                  -- null: the machine, or nobody any more
  detail     jsonb not null,
  epoch      integer,
  sealed     bytea,                                 -- what was noted, the reason in words
  primary key (network_id, id),
  foreign key (network_id, alert_id) references risk.alerts,
  check ((sealed is null) = (epoch is null))
);
create index alert_facts_of on risk.alert_facts (network_id, alert_id, no);

call platform.protect('risk.alerts', 'fener_app');
call platform.protect('risk.alert_facts', 'fener_app');
grant select, insert, update (state, owner, due_at, outcome, reason, closed_on, steps, erase_on) on risk.alerts to fener_app;
grant select, insert on risk.alert_facts to fener_app;

create policy counted on risk.alerts for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, id, source_kind, kind, category, settlement, level, raised_on, state, outcome, reason, closed_on)
  on risk.alerts to fener_statistics;

-- Who is told that something waits, and which words end: the jobs' role knows which circle and which owner, and no word.
create policy watched on risk.alerts for select to fener_jobs using (true);
grant select (network_id, id, circle_id, state, owner, due_at, erase_on) on risk.alerts to fener_jobs;
create policy ends on risk.alerts for update to fener_jobs
  using (erase_on is not null) with check (erase_on is null and source_id = id::text);
grant update (source_id, erase_on) on risk.alerts to fener_jobs;
create policy ends on risk.alert_facts for all to fener_jobs
  using (exists (select from risk.alerts a
                 where a.network_id = alert_facts.network_id and a.id = alert_facts.alert_id and a.erase_on is not null))
  with check (sealed is null and account_id is null);
grant select (network_id, id, alert_id), update (sealed, epoch, account_id) on risk.alert_facts to fener_jobs;
do $$ begin
  if current_setting('server_version_num')::int >= 170000 then
    grant maintain on risk.alerts, risk.alert_facts to fener_jobs;
  end if;
end $$;

-- What would be left lying if this person went now: a number, asked by those who end accesses and see no alert.
create policy team on risk.alerts for select to fener_owner using (true);
create function risk.left_open(person uuid) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from risk.alerts a
  where a.network_id = nullif(current_setting('fener.network_id', true), '')::uuid and a.owner = person and a.state <> 'closed'
$$;
revoke execute on function risk.left_open from public;
grant execute on function risk.left_open to fener_app;

-- Notes on alerts and briefs are typed with a draft as those on cases are.
alter table access.drafts drop constraint if exists drafts_kind_check;
alter table access.drafts add constraint drafts_kind_check check (kind = 'call' or kind ~ '^(case|alert|brief)-[a-z]+$');
