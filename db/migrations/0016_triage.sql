-- The triage desk: periods as dated settings, whose a report is, marks, links, what became of it, and its end.

-- Periods of a network, each with its legal basis. Rows are added, never changed: what held on a day can always be asked. They are no
-- secret (the public page promises days by them), and no row means what Fener ships.
create table identity.settings (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  name       text not null,
  value      integer not null check (value between 0 and 3660),
  unit       text not null check (unit in ('days', 'months')),
  basis      jsonb not null,                         -- {sr, sq, en}
  valid_from date not null,
  set_at     timestamptz not null,
  account_id uuid not null,
  primary key (network_id, id),
  foreign key (network_id, account_id) references identity.people
);
create index settings_name on identity.settings (network_id, name, valid_from);
call platform.share_within_network('identity.settings', 'fener_app', 'fener_reader', 'fener_receipt', 'fener_jobs');
grant select, insert on identity.settings to fener_app;
grant select on identity.settings to fener_reader, fener_receipt, fener_jobs;

-- How somebody likes their desk. Theirs alone: only sign-in's role reads it.
create table identity.desk_habits (
  network_id uuid not null,
  person_id  uuid not null,
  keys       boolean not null default true,          -- single keys (j, k, 1-4, ?) act
  inbox      text not null default 'open' check (inbox in ('mine', 'nobodys', 'open', 'done')),
  primary key (network_id, person_id),
  foreign key (network_id, person_id) references identity.people
);
alter table identity.desk_habits enable row level security;
alter table identity.desk_habits force row level security;
create policy sign_in on identity.desk_habits for all to fener_identity using (true) with check (true);
grant select, insert, update, delete on identity.desk_habits to fener_identity;

-- Whose it is, and the day on which it is erased; both follow from the facts.
alter table reports.envelopes add column assigned_to uuid, add column erase_on date;
grant update (assigned_to, erase_on) on reports.envelopes to fener_app;
grant update (erase_on) on reports.envelopes to fener_receipt;
create index envelopes_mine on reports.envelopes (network_id, circle_id, assigned_to, due_on, id)
  where due_on is not null and assigned_to is not null;
create index envelopes_nobodys on reports.envelopes (network_id, circle_id, due_on, id)
  where due_on is not null and assigned_to is null;
-- The list of what is done, in the order in which it is read.
drop index reports.envelopes_done;
create index envelopes_done on reports.envelopes (network_id, circle_id, arrived_on desc, id desc) where due_on is null and not quarantined;
create index envelopes_leaving on reports.envelopes (network_id, circle_id, erase_on, id) where erase_on is not null;

-- What was decided (or taken back by its writer) before there was an end gets one now, by the periods that ship with Fener. The owner sees
-- no row of a protected table, so it is let in for this one statement.
create policy backfill on reports.envelopes for all to fener_owner using (true) with check (true);
create policy backfill on reports.facts for select to fener_owner using (true);
update reports.envelopes e
set erase_on = case
    when e.status = 'erased' then last.day
    when last.decision = 'not-trafficking' then last.day + 90
    when last.decision = 'cannot-tell' then (last.day + interval '6 months')::date
    when last.decision = 'case' then (last.day + interval '24 months')::date
    else (last.day + interval '12 months')::date end
from (select distinct on (network_id, report_id) network_id, report_id, (at at time zone 'UTC')::date as day, detail->>'decision' as decision
      from reports.facts where kind in ('report-decided', 'report-erased') order by network_id, report_id, no desc) last
where last.network_id = e.network_id and last.report_id = e.id and e.status in ('decided', 'erased');
drop policy backfill on reports.envelopes;
drop policy backfill on reports.facts;

-- What was handed to another body and what became of it. The file number, who is meant and every word stand sealed beside a fact.
create table reports.follow_ups (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  report_id  uuid not null,
  body       text not null,
  status     text not null,
  begun_on   date not null,
  heard_on   date not null,                          -- the last day on which something was done or heard
  remind_on  date,                                   -- null when nothing is waited for any more
  primary key (network_id, id),
  foreign key (network_id, report_id) references reports.envelopes
);
create index follow_ups_report on reports.follow_ups (network_id, report_id);
create index follow_ups_waiting on reports.follow_ups (network_id, circle_id, remind_on, id) where remind_on is not null;
create index follow_ups_over on reports.follow_ups (network_id, circle_id, heard_on desc, id desc) where remind_on is null;
create table reports.follow_up_facts (
  network_id   uuid not null,
  id           uuid not null,
  circle_id    uuid not null,
  follow_up_id uuid not null,
  no           bigint generated always as identity,
  kind         text not null,
  happened_on  date not null,
  at           timestamptz not null,
  account_id   uuid not null,
  epoch        integer,
  detail       jsonb not null default '{}',          -- coded only; words go into sealed
  sealed       bytea,
  primary key (network_id, id),
  foreign key (network_id, follow_up_id) references reports.follow_ups
);
create index follow_up_facts_of on reports.follow_up_facts (network_id, follow_up_id, no);
-- Tokens of a person or business (seal/match.ts): made in a browser under a key of the intake team, and again under the server's.
create table reports.subject_tokens (
  network_id   uuid not null,
  circle_id    uuid not null,
  follow_up_id uuid not null,
  token        bytea not null check (length(token) = 16),
  primary key (network_id, circle_id, token, follow_up_id),
  foreign key (network_id, follow_up_id) references reports.follow_ups
);
create index subject_tokens_of on reports.subject_tokens (network_id, follow_up_id);

call platform.protect('reports.follow_ups', 'fener_app');
call platform.protect('reports.follow_up_facts', 'fener_app');
call platform.protect('reports.subject_tokens', 'fener_app');
grant select, insert, update (status, heard_on, remind_on) on reports.follow_ups to fener_app;
grant select, insert on reports.follow_up_facts to fener_app;
grant select, insert, delete on reports.subject_tokens to fener_app;

-- The nightly job that erases. Of all reports it reaches those only that have a day of erasure, whatever the code believes.
do $$
declare
  t text;
  ended text := $p$exists (select from reports.envelopes e
    where e.network_id = %1$s.network_id and e.id = %1$s.report_id and e.erase_on is not null)$p$;
  followed text := $p$exists (select from reports.follow_ups f join reports.envelopes e on e.network_id = f.network_id and e.id = f.report_id
    where f.network_id = %1$s.network_id and f.id = %1$s.follow_up_id and (e.erase_on is not null or e.status = 'erased'))$p$;
begin
  create policy ended on reports.envelopes for update to fener_jobs
    using (erase_on is not null) with check (status = 'erased' and sealed is null);
  foreach t in array array['messages', 'receipts', 'facts'] loop
    execute format('create policy ended on reports.%I for all to fener_jobs using (' || ended || ') with check (' || ended || ')', t);
  end loop;
  execute format('create policy ended on reports.%I for delete to fener_jobs using (' || ended || ')', 'files');
  create policy watched on reports.follow_ups for select to fener_jobs using (true);
  foreach t in array array['follow_up_facts', 'subject_tokens'] loop
    execute format('create policy ended on reports.%I for all to fener_jobs using (' || followed || ') with check (' || followed || ')', t);
  end loop;
end $$;
grant select (sealed, erase_on, code),
      update (sealed, status, due_on, news, erase_on, assigned_to, reporter_recipient, idempotency) on reports.envelopes to fener_jobs;
grant select, delete on reports.messages, reports.receipts to fener_jobs;
grant select (id, report_id, manifest), delete on reports.files to fener_jobs;
grant select (sealed) on reports.file_parts to fener_jobs;
grant select, insert, delete, update (sealed, detail) on reports.facts to fener_jobs;
grant select (network_id, id, circle_id, report_id, status, remind_on) on reports.follow_ups to fener_jobs;
grant select, update (sealed) on reports.follow_up_facts to fener_jobs;
grant select, delete on reports.subject_tokens to fener_jobs;

-- What the telephone line keeps of it (a number, safe hours, a safe word) goes with it.
grant usage on schema line to fener_jobs;
create index calls_report on line.calls (network_id, report_id) where report_id is not null;
create index call_backs_call on line.call_backs (network_id, call_id);
create policy ended on line.calls for select to fener_jobs using (exists (select from reports.envelopes e
  where e.network_id = calls.network_id and e.id = calls.report_id and e.erase_on is not null));
create policy ended on line.call_backs for all to fener_jobs
  using (exists (select from line.calls c where c.network_id = call_backs.network_id and c.id = call_backs.call_id))
  with check (sealed is null);
grant select (network_id, id, report_id) on line.calls to fener_jobs;
grant select (network_id, call_id, sealed, done_at), update (sealed, done_at) on line.call_backs to fener_jobs;

-- The certificate: what was erased, as a hash, in the chain that nobody can change.
create policy write_entries_of_jobs on audit.entries for insert to fener_jobs
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and actor = 'system');
create policy write_waiting_of_jobs on audit.waiting for insert to fener_jobs
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant insert on audit.entries, audit.waiting to fener_jobs;

-- Deleted rows stay in the files of a table until it is written anew. From PostgreSQL 17 on that right can be given by itself;
-- before, it takes the owner (src/reports/README.md).
do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on reports.envelopes, reports.messages, reports.receipts, reports.files, reports.file_parts,
             reports.facts, reports.follow_up_facts, reports.subject_tokens, line.call_backs, line.drafts to fener_jobs';
  end if;
end $$;
grant execute on function platform.enqueue to fener_jobs;
