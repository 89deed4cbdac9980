-- Tasks of a case. What is to be done is sealed to the case's circle; in clear stand whose it is, until when and how far: enough to be
-- reminded, and for counts that show no content.
create table cases.tasks (
  network_id  uuid not null,
  id          uuid not null,
  circle_id   uuid not null,
  case_id     uuid not null,
  owner       uuid not null,                          -- whoever is no member of the circle any more owns nothing: it is nobody's then
  due_on      date not null,
  state       text not null default 'open' check (state in ('open', 'done', 'dropped')),
  made_by     uuid not null,
  made_at     timestamptz not null,
  epoch       integer not null,
  sealed      bytea not null,                         -- what is to be done
  ended_by    uuid,
  ended_on    date,
  ended_epoch integer,
  ended_note  bytea,                                  -- what came of it
  primary key (network_id, id),
  foreign key (network_id, case_id) references cases.cases,
  check ((state = 'open') = (ended_on is null)),
  check ((ended_note is null) = (ended_epoch is null))
);
create index tasks_case on cases.tasks (network_id, case_id);
create index tasks_open on cases.tasks (network_id, circle_id, due_on) where state = 'open';

call platform.protect('cases.tasks', 'fener_app');
grant select, insert, update (owner, due_on, state, ended_by, ended_on, ended_epoch, ended_note) on cases.tasks to fener_app;
