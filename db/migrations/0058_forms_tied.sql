-- An XForm from elsewhere asks for the signs of a matrix by what somebody said of its questions: kept with the version, for the file itself is
-- never changed (docs/decisions/0022-questionnaires.md).
alter table risk.forms add column ties jsonb;         -- which question asks for which sign, and what of its answers means yes
alter table risk.forms add check (ties is null or (document is null and matrix_id is not null));

create or replace function risk.used_form_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'draft' then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE' or (new.form_id, new.version, new.document, new.xform, new.hash, new.title, new.matrix_id, new.matrix_version, new.ties, new.used_on)
     is distinct from (old.form_id, old.version, old.document, old.xform, old.hash, old.title, old.matrix_id, old.matrix_version, old.ties, old.used_on)
     or new.state = 'draft' or old.state = 'retired' then
    raise exception 'a questionnaire that was used stays as it is' using errcode = '42501';
  end if;
  return new;
end $$;

-- Who fills in a questionnaire, whichever its version. No row: everybody who fills in.
create table risk.form_assignments (
  network_id      uuid not null references identity.networks,
  form_id         text not null,
  person_id       uuid,
  organisation_id uuid,
  assignee        uuid not null generated always as (coalesce(person_id, organisation_id)) stored,
  primary key (network_id, form_id, assignee),
  foreign key (network_id, person_id) references identity.people,
  foreign key (network_id, organisation_id) references identity.organisations,
  check (num_nonnulls(person_id, organisation_id) = 1)
);
call platform.share_within_network('risk.form_assignments', 'fener_app');
grant select, insert, delete on risk.form_assignments to fener_app;
