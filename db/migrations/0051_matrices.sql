-- Matrices of early risks (docs/decisions/0021): about groups of people, never about a person, so the whole network shares them.
create table risk.matrices (
  network_id    uuid not null references identity.networks,
  id            uuid not null,
  category      text not null,
  version       integer not null check (version > 0),
  state         text not null default 'draft' check (state in ('draft', 'adopted', 'in-force', 'replaced')),
  rev           integer not null default 1,           -- of the draft: an older save that arrives late changes nothing
  document      jsonb not null,                       -- what scores; of a draft, whatever is there so far
  examples      jsonb not null,                       -- made up, with the level that is expected
  begun_from    text not null check (begun_from in ('shipped', 'version', 'file')),
  begun_version integer,
  made_by       uuid not null,
  made_at       timestamptz not null,
  edited_by     uuid not null,
  edited_at     timestamptz not null,
  met_on        date,                                 -- the meeting that decided
  adoption      jsonb,                                -- what the meeting decided, and who was there
  adopted_by    uuid,                                 -- who recorded the decision
  adopted_at    timestamptz,
  in_force_by   uuid,
  in_force_at   timestamptz,
  replaced_at   timestamptz,
  primary key (network_id, id),
  unique (network_id, category, version),
  check ((state = 'draft') = (adopted_at is null)),
  check ((adopted_at is null) = (adoption is null) and (adopted_at is null) = (met_on is null) and (adopted_at is null) = (adopted_by is null)),
  check ((state in ('in-force', 'replaced')) = (in_force_at is not null)),
  check ((state = 'replaced') = (replaced_at is not null))
);
-- Of each category at most one that is worked on, one that waits to be put in force, and one that is in force.
create unique index matrices_one_of_each on risk.matrices (network_id, category, state) where state <> 'replaced';

-- Answers are kept with the version they were scored by: what was adopted stays as it was, whatever the code believes.
create function risk.adopted_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'draft' then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' or (new.category, new.version, new.document, new.examples, new.adoption, new.met_on, new.adopted_by, new.adopted_at)
     is distinct from (old.category, old.version, old.document, old.examples, old.adoption, old.met_on, old.adopted_by, old.adopted_at)
     or new.state = 'draft' or (old.state = 'replaced') then
    raise exception 'an adopted matrix stays as it is' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger adopted_stays before update or delete on risk.matrices for each row execute function risk.adopted_stays();

call platform.share_within_network('risk.matrices', 'fener_app', 'fener_statistics');
grant select, insert, update, delete on risk.matrices to fener_app;
grant select (network_id, category, state, met_on, adopted_at) on risk.matrices to fener_statistics;
