-- Questionnaires (docs/decisions/0022-questionnaires.md): the questions, never an answer, so the whole network shares them.
create table risk.forms (
  network_id     uuid not null references identity.networks,
  id             uuid not null,
  form_id        text not null,                       -- as the XForm calls itself; its versions share it
  version        text not null,
  state          text not null default 'draft' check (state in ('draft', 'in-use', 'retired')),
  rev            integer not null default 1,          -- of the draft: an older save that arrives late changes nothing
  document       jsonb,                               -- what is edited; null: brought in from elsewhere, kept as it came
  xform          text,                                -- what is filled in; of a draft made here written when it comes into use
  hash           text,                                -- md5 of exactly those bytes, as the OpenRosa list wants it
  title          jsonb not null,                      -- by language
  languages      text[] not null,
  questions      integer not null,
  matrix_id      uuid,
  matrix_version integer,
  made_by        uuid not null,
  made_at        timestamptz not null,
  edited_by      uuid not null,
  edited_at      timestamptz not null,
  used_on        date,
  retired_on     date,
  primary key (network_id, id),
  unique (network_id, form_id, version),
  check (document is not null or xform is not null),
  check (octet_length(xform) <= 1000000),
  check ((xform is null) = (hash is null)),
  check ((matrix_id is null) = (matrix_version is null)),
  check ((state = 'draft') = (used_on is null)),
  check ((state = 'retired') = (retired_on is not null)),
  check (state = 'draft' or xform is not null)
);
-- A new version takes the place of the one in use.
create unique index forms_in_use on risk.forms (network_id, form_id) where state = 'in-use';
create unique index forms_draft on risk.forms (network_id, form_id) where state = 'draft';

-- Answers are kept by the version they were given to: what was in use stays as it was, whatever the code believes.
create function risk.used_form_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'draft' then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' or (new.form_id, new.version, new.document, new.xform, new.hash, new.title, new.matrix_id, new.matrix_version, new.used_on)
     is distinct from (old.form_id, old.version, old.document, old.xform, old.hash, old.title, old.matrix_id, old.matrix_version, old.used_on)
     or new.state = 'draft' or old.state = 'retired' then
    raise exception 'a questionnaire that was used stays as it is' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger used_form_stays before update or delete on risk.forms for each row execute function risk.used_form_stays();

call platform.share_within_network('risk.forms', 'fener_app', 'fener_statistics');
grant select, insert, update, delete on risk.forms to fener_app;
grant select (network_id, form_id, version, state, used_on, retired_on) on risk.forms to fener_statistics;

-- Programs of others that fill in our questionnaires (ODK Collect, Enketo). Each has a name and a secret of its own, shown once.
create table risk.odk_programs (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  person_id  uuid not null,
  label      text not null,                           -- which phone it is, in its owner's words
  name       text not null,                           -- what the program signs in with
  hash       bytea not null check (length(hash) = 32), -- SHA-256 of the secret, 130 random bits; the secret itself is nowhere
  made_at    timestamptz not null,
  seen_on    date,
  ended_at   timestamptz,
  ended_by   uuid,
  primary key (network_id, id),
  foreign key (network_id, person_id) references identity.people,
  check ((ended_at is null) = (ended_by is null))
);
create unique index odk_programs_name on risk.odk_programs (name);
grant usage on schema risk to fener_identity;
call platform.share_within_network('risk.odk_programs', 'fener_app');
grant select (network_id, id, person_id, label, name, made_at, seen_on, ended_at, ended_by), insert, update (ended_at, ended_by)
  on risk.odk_programs to fener_app;
create policy sign_in on risk.odk_programs for all to fener_identity using (true) with check (true);
grant select, update (seen_on) on risk.odk_programs to fener_identity;

-- Whether what comes under a number that is known is the same again or something else. Not the answers, nor a hash that could be
-- guessed from them: a code that only the server's own key can make.
create table risk.odk_arrivals (
  network_id uuid not null references identity.networks,
  id         uuid not null,                           -- the submission's instanceID
  mark       bytea not null check (length(mark) = 32),
  primary key (network_id, id)
);
call platform.share_within_network('risk.odk_arrivals', 'fener_app');
grant select, insert on risk.odk_arrivals to fener_app;
