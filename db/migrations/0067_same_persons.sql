-- Two teams agreed that a person of theirs is the same (docs/decisions/0030-indicators.md): each notes its own side under the number of the
-- meeting in which they agreed. Two notes of one meeting are one person when people are counted. A side sees its own note alone.
create table cases.same_persons (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  case_id    uuid not null,
  person_id  uuid not null,
  meeting    uuid not null,
  account_id uuid not null,
  at         timestamptz not null,
  primary key (network_id, id),
  unique (network_id, meeting, person_id),
  foreign key (network_id, case_id) references cases.cases
);
create index same_persons_case on cases.same_persons (network_id, case_id);
call platform.protect('cases.same_persons', 'fener_app');
call platform.end_with_case('cases.same_persons');
grant select, insert, delete on cases.same_persons to fener_app;

-- Counted: which persons are one. Not the case, not who agreed.
create policy counted on cases.same_persons for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, person_id, meeting) on cases.same_persons to fener_statistics;
-- Every night counts facts of three or four kinds, of all the cases of a network.
create index facts_kind on cases.facts (network_id, kind, happened_on);
create index cases_opened_on on cases.cases (network_id, opened_on);
create index referral_facts_kind on services.referral_facts (network_id, kind, happened_on);

-- When one side is erased, the other side's note would still say that there was another case. Both go; the job may forget only for a case
-- that is at its end.
create policy forgets on cases.same_persons for all to fener_owner using (true) with check (false);
create function cases.forget_same(ending uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from cases.same_persons s
  using cases.same_persons gone, cases.cases c
  where c.network_id = nullif(current_setting('fener.network_id', true), '')::uuid and c.id = ending and c.erase_on is not null
    and gone.network_id = c.network_id and gone.case_id = c.id
    and s.network_id = c.network_id and s.meeting = gone.meeting
$$;
revoke execute on function cases.forget_same from public;
grant execute on function cases.forget_same to fener_jobs;
