-- Phones of field teams, and what they hand in (docs/decisions/0023-in-the-field.md).
grant usage on schema risk to fener_identity;

-- A phone that a person has set up for the field. Its cookie's hash is all that is known of it; it reads nothing but what every phone gets.
create table risk.devices (
  network_id uuid not null,
  id         uuid not null,
  person_id  uuid not null,
  hash       bytea not null check (length(hash) = 32), -- SHA-256 of the cookie; the cookie itself is nowhere
  made_at    timestamptz not null,
  first_on   date not null,                            -- the day it was set up: nothing was filled in on it before
  seen_on    date not null,
  ended_at   timestamptz,
  ended_by   uuid,
  primary key (network_id, id),
  foreign key (network_id, person_id) references identity.people,
  check ((ended_at is null) = (ended_by is null))
);
create index devices_hash on risk.devices (hash);
create index devices_person on risk.devices (network_id, person_id);
call platform.share_within_network('risk.devices', 'fener_app');
grant select (network_id, id, person_id, made_at, first_on, seen_on, ended_at, ended_by),
      insert, update (ended_at, ended_by) on risk.devices to fener_app;
create policy sign_in on risk.devices for all to fener_identity using (true) with check (true);
grant select, update (seen_on) on risk.devices to fener_identity;

-- What arrives. The answers are sealed to the early-warning circle; what stands in clear is coded and countable.
create table risk.submissions (
  network_id     uuid not null,
  id             uuid not null,                        -- made on the phone (instanceID): sent twice, it is one
  circle_id      uuid not null,
  epoch          integer not null,
  form_id        text not null,
  form_version   text not null,                        -- the one that was filled in, also when it is long replaced
  matrix_id      uuid,
  matrix_version integer,
  filled_on      date not null,                        -- the best day we know
  said_on        date,                                 -- what a wrong clock said
  arrived_on     date not null,
  mode           text not null check (mode in ('field', 'openrosa')),
  language       text not null,
  category       text,
  settlement     text,
  level          text check (level in ('none', 'watch', 'risk', 'urgent')),
  informed       text,                                 -- the leaflet's code
  sent_by        uuid not null,
  sealed         bytea not null,
  primary key (network_id, id),
  foreign key (network_id, circle_id, epoch) references access.circle_epochs (network_id, circle_id, epoch),
  foreign key (network_id, sent_by) references identity.people,
  check ((matrix_id is null) = (matrix_version is null)),
  check (filled_on <= arrived_on)
);
create index submissions_circle on risk.submissions (network_id, circle_id, arrived_on desc, id);
create index submissions_filled on risk.submissions (network_id, filled_on);
call platform.protect('risk.submissions', 'fener_app');
grant select, insert on risk.submissions to fener_app;
create policy counted on risk.submissions for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, id, form_id, matrix_id, filled_on, arrived_on, mode, language, category, settlement, level, informed)
  on risk.submissions to fener_statistics;
