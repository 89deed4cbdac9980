-- The telephone line (REP4), and what comes on paper or to the door. A saved call is a report like any other; here stands what a
-- line needs beside it: what is being written, who is to be called back, who holds the line when, and when the line is open.

-- Over which way a report came in.
alter table reports.envelopes drop constraint envelopes_mode_check;
alter table reports.envelopes add constraint envelopes_mode_check
  check (mode in ('browser', 'server', 'call', 'paper', 'walk-in'));

create schema line;
grant usage on schema line to fener_app, fener_reader, fener_receipt, fener_identity, fener_statistics, fener_jobs;

-- A note while it is being written: sealed to its writer's own key, and nobody else's rows at all. The newest revision replaces
-- the one before; the frame binds the revision, so an older one does not open in its place.
create table line.drafts (
  network_id uuid not null references identity.networks,
  account_id uuid not null,
  id         uuid not null,
  rev        integer not null check (rev > 0),
  how        text not null check (how in ('call', 'paper', 'walk-in')),
  saved_at   timestamptz not null,
  sealed     bytea not null,
  primary key (network_id, account_id, id),
  foreign key (network_id, account_id) references identity.people
);
alter table line.drafts enable row level security;
alter table line.drafts force row level security;
create policy own_drafts on line.drafts for all to fener_app
  using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and account_id = nullif(current_setting('fener.account_id', true), '')::uuid)
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and account_id = nullif(current_setting('fener.account_id', true), '')::uuid);
grant select, insert, update (rev, saved_at, sealed), delete on line.drafts to fener_app;

-- A call in which nothing was said: a code and the day, no more.
create table line.wordless_calls (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  circle_id  uuid not null,
  on_day     date not null,
  ended      text not null check (ended in ('hung-up', 'silent', 'wrong-number')),
  primary key (network_id, id)
);
create index wordless_calls_day on line.wordless_calls (network_id, circle_id, on_day);

-- Whom to call back. The number, the safe hours and the safe word are sealed and erased with the last step.
create table line.call_backs (
  network_id  uuid not null references identity.networks,
  id          uuid not null,
  circle_id   uuid not null,
  report_id   uuid,                                  -- null: a missed call
  epoch       integer,
  sealed      bytea,
  status      text not null check (status in ('due', 'done', 'given-up', 'not-possible')),
  owner_id    uuid,
  due_at      timestamptz,
  missed_on   date,                                  -- of a missed call: day, hour and telephone
  missed_hour smallint check (missed_hour between 0 and 23),
  missed_line text check (missed_line in ('first', 'second', 'both')),
  closed_on   date,
  primary key (network_id, id),
  foreign key (network_id, report_id) references reports.envelopes,
  foreign key (network_id, owner_id) references identity.people,
  check ((status = 'due') = (due_at is not null))
);
create index call_backs_due on line.call_backs (network_id, circle_id, due_at) where status = 'due';
create index call_backs_report on line.call_backs (network_id, report_id);
create table line.call_back_facts (
  network_id   uuid not null,
  id           uuid not null,
  circle_id    uuid not null,
  call_back_id uuid not null,
  no           bigint generated always as identity,
  kind         text not null,
  at           timestamptz not null,
  account_id   uuid not null,
  detail       jsonb not null default '{}',          -- codes, times and ids
  primary key (network_id, id),
  foreign key (network_id, call_back_id) references line.call_backs on delete cascade
);
create index call_back_facts_of on line.call_back_facts (network_id, call_back_id, no);

-- What the next person at the telephone should know.
create table line.hand_overs (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  circle_id  uuid not null,
  epoch      integer not null,
  account_id uuid not null,
  written_at timestamptz not null,
  sealed     bytea not null,
  primary key (network_id, id),
  foreign key (network_id, account_id) references identity.people
);
create index hand_overs_newest on line.hand_overs (network_id, circle_id, written_at desc);
create table line.hand_over_reads (
  network_id   uuid not null,
  hand_over_id uuid not null,
  account_id   uuid not null,
  circle_id    uuid not null,
  read_at      timestamptz not null,
  primary key (network_id, hand_over_id, account_id),
  foreign key (network_id, hand_over_id) references line.hand_overs on delete cascade,
  foreign key (network_id, account_id) references identity.people
);

call platform.protect('line.wordless_calls', 'fener_app');
call platform.protect('line.call_backs', 'fener_app');
call platform.protect('line.call_back_facts', 'fener_app');
call platform.protect('line.hand_overs', 'fener_app');
call platform.protect('line.hand_over_reads', 'fener_app');
grant select, insert on line.wordless_calls to fener_app;
grant select, insert, update (status, owner_id, due_at, sealed, closed_on), delete on line.call_backs to fener_app;
grant select, insert on line.call_back_facts to fener_app;
grant select, insert on line.hand_overs, line.hand_over_reads to fener_app;

-- Whoever erases their report behind the code erases the promise to call them too.
create policy own_report on line.call_backs for all to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid)
  with check (false);
grant select (network_id, report_id), delete on line.call_backs to fener_receipt;

-- The roster. Who holds the line is known within the network (the coordinator makes it and is in no intake team); the public's
-- pages see from when to when and which telephone, never whose.
create table line.shifts (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  account_id uuid not null,
  line       text not null check (line in ('first', 'second', 'both')),
  from_at    timestamptz not null,
  to_at      timestamptz not null,
  made_by    uuid not null,
  made_at    timestamptz not null,
  removed_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, account_id) references identity.people,
  check (from_at < to_at and to_at <= from_at + interval '25 hours')
);
create index shifts_time on line.shifts (network_id, to_at) where removed_at is null;
create table line.swaps (
  network_id   uuid not null references identity.networks,
  id           uuid not null,
  shift_id     uuid not null,
  in_return_id uuid,                                 -- a shift of the one who is asked
  asked_by     uuid not null,
  asked_of     uuid not null,
  asked_at     timestamptz not null,
  answer       text check (answer in ('accepted', 'refused', 'withdrawn')),
  answered_at  timestamptz,
  primary key (network_id, id),
  foreign key (network_id, shift_id) references line.shifts,
  foreign key (network_id, in_return_id) references line.shifts,
  foreign key (network_id, asked_by) references identity.people,
  foreign key (network_id, asked_of) references identity.people,
  check (asked_by <> asked_of and (answer is null) = (answered_at is null))
);
-- one open question about a shift at a time
create unique index swaps_open on line.swaps (network_id, shift_id) where answer is null;

-- Number and hours as the coordinator sets them, from a day on. The newest that has begun holds; hotline null: there is no line.
create table line.settings (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  from_on    date not null,
  hotline    jsonb,
  set_by     uuid not null,
  set_at     timestamptz not null,
  primary key (network_id, id),
  foreign key (network_id, set_by) references identity.people
);
create index settings_newest on line.settings (network_id, from_on desc, no desc);

call platform.share_within_network('line.shifts', 'fener_app');
call platform.share_within_network('line.swaps', 'fener_app');
call platform.share_within_network('line.settings', 'fener_app');
grant select, insert, update (account_id, removed_at) on line.shifts to fener_app;
grant select, insert, update (answer, answered_at) on line.swaps to fener_app;
grant select, insert on line.settings to fener_app;

do $$
declare
  within text := $p$network_id = nullif(current_setting('fener.network_id', true), '')::uuid$p$;
  t text;
begin
  foreach t in array array['shifts', 'settings'] loop
    execute format('create policy shown on line.%I for select to fener_reader, fener_statistics using (%s)', t, within);
  end loop;
end $$;
grant select (network_id, line, from_at, to_at, removed_at) on line.shifts to fener_reader, fener_statistics;
grant select (network_id, no, from_on, hotline) on line.settings to fener_reader, fener_statistics;

-- Whoever leaves the network holds no shift any more: else the public's page would say that somebody answers.
create policy leaving on line.shifts for all to fener_identity using (true) with check (true);
grant select (network_id, account_id, to_at, removed_at), update (removed_at) on line.shifts to fener_identity;
create function line.leave() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update line.shifts set removed_at = new.left_at
  where network_id = new.network_id and account_id = new.id and removed_at is null and to_at > new.left_at;
  return new;
end $$;
create trigger holds_no_shift after update of left_at on identity.people
  for each row when (new.left_at is not null and old.left_at is null) execute function line.leave();
grant execute on function line.leave to fener_identity;

-- Hand-over notes and what is left of closed call-backs do not stay for ever (reports/line/sweep-line.server.ts).
create policy swept on line.hand_overs for all to fener_jobs using (true) with check (false);
create policy swept on line.call_backs for all to fener_jobs using (true) with check (false);
grant select (network_id, id, written_at), delete on line.hand_overs to fener_jobs;
grant select (network_id, id, closed_on), delete on line.call_backs to fener_jobs;

-- How many reports came over the telephone is a count like any other.
create policy counted on line.wordless_calls for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, on_day, ended) on line.wordless_calls to fener_statistics;
