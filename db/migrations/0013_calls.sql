-- The telephone line (REP4): calls, call-backs, who is on duty, what one shift leaves to the next, and when the line answers.
-- What a caller says is a report like any other; paper and walk-in reports too.
alter table reports.envelopes drop constraint envelopes_mode_check;
alter table reports.envelopes add constraint envelopes_mode_check
  check (mode in ('browser', 'server', 'call', 'paper', 'walk-in'));

create schema line;
grant usage on schema line to fener_app, fener_reader, fener_statistics;

-- A note as it is being typed, sealed in the operator's browser to the operator alone: a broken line or a locked desk loses nothing.
create table line.drafts (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  account_id uuid not null,
  started_at timestamptz not null,
  rev        integer not null,                        -- counted up: an older save that arrives late changes nothing
  sealed     bytea not null,
  primary key (network_id, id),
  foreign key (network_id, account_id) references identity.people
);
alter table line.drafts enable row level security;
alter table line.drafts force row level security;
create policy own on line.drafts for all to fener_app
  using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and account_id = nullif(current_setting('fener.account_id', true), '')::uuid)
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and account_id = nullif(current_setting('fener.account_id', true), '')::uuid);
grant select, insert, update (rev, sealed), delete on line.drafts to fener_app;

-- Every call, also the one without words: codes only.
create table line.calls (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  account_id uuid not null,
  at         timestamptz not null,
  minutes    integer not null check (minutes between 0 and 1440),
  ended      text not null check (ended in ('report', 'hung-up', 'silent', 'wrong-number', 'missed')),
  report_id  uuid,
  primary key (network_id, id),
  foreign key (network_id, circle_id) references access.circles,
  foreign key (network_id, report_id) references reports.envelopes
);
create index calls_newest on line.calls (network_id, circle_id, at desc);

-- The number, the safe hours and the safe word are sealed to the intake team; by when, and who, stands in clear.
create table line.call_backs (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  call_id    uuid not null,
  due_at     timestamptz not null,
  epoch      integer not null,
  sealed     bytea,                                   -- null: nothing but the call itself is known (a missed call)
  done_at    timestamptz,                             -- kept after the facts, so that what is due is one look at an index
  primary key (network_id, id),
  foreign key (network_id, call_id) references line.calls
);
create index call_backs_due on line.call_backs (network_id, circle_id, due_at) where done_at is null;
create table line.call_back_facts (
  network_id   uuid not null,
  id           uuid not null,
  circle_id    uuid not null,
  call_back_id uuid not null,
  no           bigint generated always as identity,
  kind         text not null check (kind in ('taken', 'tried', 'reached', 'given-up')),
  at           timestamptz not null,
  account_id   uuid not null,
  primary key (network_id, id),
  foreign key (network_id, call_back_id) references line.call_backs
);
create index call_back_facts_of on line.call_back_facts (network_id, call_back_id, no);

-- What one shift leaves to the next, sealed to the intake team, with who has read it.
create table line.hand_overs (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  epoch      integer not null,
  account_id uuid not null,
  at         timestamptz not null,
  sealed     bytea not null,
  primary key (network_id, id),
  foreign key (network_id, circle_id) references access.circles
);
create index hand_overs_newest on line.hand_overs (network_id, circle_id, at desc);
create table line.hand_over_reads (
  network_id   uuid not null,
  hand_over_id uuid not null,
  account_id   uuid not null,
  circle_id    uuid not null,
  at           timestamptz not null,
  primary key (network_id, hand_over_id, account_id),
  foreign key (network_id, hand_over_id) references line.hand_overs
);

call platform.protect('line.calls', 'fener_app');
call platform.protect('line.call_backs', 'fener_app');
call platform.protect('line.call_back_facts', 'fener_app');
call platform.protect('line.hand_overs', 'fener_app');
call platform.protect('line.hand_over_reads', 'fener_app');
grant select, insert on line.calls, line.call_back_facts, line.hand_overs, line.hand_over_reads to fener_app;
grant select, insert, update (done_at) on line.call_backs to fener_app;

-- The roster is no secret inside the network: the coordinator plans it, without seeing a report.
create table line.shifts (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  account_id uuid not null,
  from_at    timestamptz not null,
  to_at      timestamptz not null check (to_at > from_at and to_at <= from_at + interval '24 hours'),
  made_by    uuid not null,
  ended_at   timestamptz,                             -- taken out of the roster
  primary key (network_id, id),
  foreign key (network_id, account_id) references identity.people
);
create index shifts_when on line.shifts (network_id, from_at) where ended_at is null;
create table line.swaps (
  network_id  uuid not null,
  id          uuid not null,
  shift_id    uuid not null,
  asked_by    uuid not null,
  asked_to    uuid not null,
  asked_at    timestamptz not null,
  answer      text check (answer in ('accepted', 'refused', 'withdrawn')),
  answered_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, shift_id) references line.shifts,
  foreign key (network_id, asked_to) references identity.people
);
create unique index swaps_open on line.swaps (network_id, shift_id) where answer is null;

-- Number and hours of the line, dated; the newest counts and wins over the profile. Without a number there is no line.
create table line.numbers (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  number     text,
  hours      jsonb not null,
  words      jsonb not null,
  at         timestamptz not null,
  account_id uuid not null,
  primary key (network_id, id)
);
call platform.share_within_network('line.shifts', 'fener_app', 'fener_reader');
call platform.share_within_network('line.swaps', 'fener_app');
call platform.share_within_network('line.numbers', 'fener_app', 'fener_reader', 'fener_statistics');
grant select, insert, update (account_id, ended_at) on line.shifts to fener_app;
grant select (network_id, from_at, to_at, ended_at) on line.shifts to fener_reader;
grant select, insert, update (answer, answered_at) on line.swaps to fener_app;
grant select, insert on line.numbers to fener_app;
grant select (network_id, no, number, hours, words) on line.numbers to fener_reader;
grant select (network_id, no, number, at) on line.numbers to fener_statistics;
