-- Case conferences. Where, with whom from outside and about what is sealed to the case's circle; in clear stand the hour, who of the team is
-- asked to come and how far it is: enough to be reminded.
create table cases.conferences (
  network_id  uuid not null,
  id          uuid not null,
  circle_id   uuid not null,
  case_id     uuid not null,
  convener    uuid not null,
  members     uuid[] not null check (cardinality(members) between 1 and 50),
  day         date not null,
  hour        text not null check (hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  state       text not null default 'planned' check (state in ('planned', 'called-off', 'held')),
  made_at     timestamptz not null,
  rev         integer not null default 1,             -- counts every move: whoever moves what they have not seen is told
  epoch       integer not null,
  sealed      bytea not null,                         -- about what, where, guests
  ended_by    uuid,
  ended_epoch integer,
  ended_note  bytea,                                  -- why it was called off
  primary key (network_id, id),
  foreign key (network_id, case_id) references cases.cases,
  check ((ended_note is null) = (ended_epoch is null))
);
create index conferences_case on cases.conferences (network_id, case_id);
create index conferences_waiting on cases.conferences (network_id, circle_id, day) where state <> 'called-off';

-- Minutes are added, never changed: every version stays, with whoever wrote it.
create table cases.conference_minutes (
  network_id    uuid not null,
  conference_id uuid not null,
  rev           integer not null check (rev > 0),
  circle_id     uuid not null,
  account_id    uuid not null,
  at            timestamptz not null,
  epoch         integer not null,
  sealed        bytea not null,
  primary key (network_id, conference_id, rev),
  foreign key (network_id, conference_id) references cases.conferences
);

call platform.protect('cases.conferences', 'fener_app');
call platform.protect('cases.conference_minutes', 'fener_app');
call platform.end_with_case('cases.conferences');
call platform.end_with_case('cases.conference_minutes');
grant select, insert, update (convener, members, day, hour, state, rev, epoch, sealed, ended_by, ended_epoch, ended_note)
  on cases.conferences to fener_app;
grant select, insert on cases.conference_minutes to fener_app;
