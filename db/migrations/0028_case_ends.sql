-- The end of a case (docs/decisions/0018-the-end-of-a-case.md): so long after it was closed, and then nothing is left of it but lines that
-- can be counted and lead back to nobody.
alter table cases.cases add column erase_on date;
grant update (erase_on) on cases.cases to fener_app;
create index cases_ending on cases.cases (network_id, circle_id, erase_on, id) where erase_on is not null;
create index cases_ended on cases.cases (network_id, erase_on, id) where erase_on is not null;
-- Which closed case belongs to a circle is asked for every row that goes.
create index cases_circle_end on cases.cases (network_id, circle_id) where erase_on is not null;
create index referrals_of_circle on services.referrals (network_id, circle_id);

-- What was closed before there was an end gets one now, by the period that ships with Fener. The owner sees no row of a protected table, so
-- it is let in for this one statement.
create policy backfill on cases.cases for all to fener_owner using (true) with check (true);
create policy backfill on cases.facts for select to fener_owner using (true);
update cases.cases c set erase_on = (last.day + interval '60 months')::date
from (select distinct on (network_id, case_id) network_id, case_id, happened_on as day from cases.facts
      where kind = 'case-closed' order by network_id, case_id, no desc) last
where last.network_id = c.network_id and last.case_id = c.id and c.status = 'closed';
drop policy backfill on cases.cases;
drop policy backfill on cases.facts;

-- A line that is only counted belongs to no circle: nobody of the desk sees it. It has no code word and nobody's account.
alter table cases.cases alter column circle_id drop not null, alter column code drop not null;
alter table cases.facts alter column circle_id drop not null, alter column account_id drop not null;
alter table services.referrals alter column circle_id drop not null, alter column code drop not null,
  alter column from_organisation drop not null, alter column to_organisation drop not null;
alter table services.referral_facts alter column circle_id drop not null, alter column account_id drop not null;

-- The nightly job reaches what hangs on a closed case with a day of erasure, and no other, whatever the code believes. Every table with
-- rows of a case's circle (or of its referrals' circles) is told so here; the job finds them by the name of this policy, so a table that is
-- told is erased, and a test fails for one that is not.
grant usage on schema cases to fener_jobs;
create policy ends on cases.cases for all to fener_jobs
  using (erase_on is not null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid)
  with check (circle_id is null and code is null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
-- locked while it goes, so that keeping it longer and erasing it cannot both win
grant select, insert, delete, update (erase_on) on cases.cases to fener_jobs;

create procedure platform.end_with_case(ending regclass, circle_column name default 'circle_id')
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  short name := (select relname from pg_class where oid = ending);
begin
  execute format($p$create policy ends_with_case on %1$s for all to fener_jobs
    using (exists (select from cases.cases c
                   where c.network_id = %2$I.network_id and c.circle_id = %2$I.%3$I and c.erase_on is not null)
        or exists (select from services.case_referrals l
                   join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
                   join cases.cases c on c.network_id = l.network_id and c.id = l.case_id
                   where r.network_id = %2$I.network_id and r.circle_id = %2$I.%3$I and c.erase_on is not null))
    with check (false)$p$, ending, short, circle_column);
  execute format('grant select, delete on %s to fener_jobs', ending);
  if current_setting('server_version_num')::int >= 170000 then
    execute format('grant maintain on %s to fener_jobs', ending);
  end if;
end $$;

-- These two lead from a case to its referrals, so their own rule may not ask for them.
create policy ends_with_case on services.case_referrals for all to fener_jobs
  using (exists (select from cases.cases c
                 where c.network_id = case_referrals.network_id and c.id = case_referrals.case_id and c.erase_on is not null))
  with check (false);
create policy ends_with_case on services.referrals for all to fener_jobs
  using (exists (select from services.case_referrals l join cases.cases c on c.network_id = l.network_id and c.id = l.case_id
                 where l.network_id = referrals.network_id and l.referral_id = referrals.id and c.erase_on is not null))
  with check (circle_id is null and code is null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select, delete on services.case_referrals to fener_jobs;
grant select, insert, delete on services.referrals to fener_jobs;
-- The tie goes with the referral: once it were gone, nothing would lead to the referral any more.
do $$ declare old name; begin
  select conname into old from pg_constraint
  where conrelid = 'services.case_referrals'::regclass and confrelid = 'services.referrals'::regclass;
  execute format('alter table services.case_referrals drop constraint %I', old);
end $$;
alter table services.case_referrals add foreign key (network_id, referral_id) references services.referrals on delete cascade;

-- Lines that are only counted.
create policy counted_line on cases.facts for insert to fener_jobs
  with check (circle_id is null and account_id is null and sealed is null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
create policy counted_line on services.referral_facts for insert to fener_jobs
  with check (circle_id is null and account_id is null and sealed is null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant insert on cases.facts, services.referral_facts to fener_jobs;

do $$ declare t record; begin
  for t in
    select c.oid, a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('circle_id', 'of_circle') and not a.attisdropped
    where c.relkind = 'r' and n.nspname in ('cases', 'services', 'matching', 'access')
      and c.oid not in ('cases.cases'::regclass, 'services.referrals'::regclass, 'services.case_referrals'::regclass)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'ends_with_case')
      -- circles of intake teams too: of these only what is named here
      and (n.nspname <> 'access' or c.relname in ('wraps', 'circle_epochs', 'circle_members', 'drafts'))
  loop
    call platform.end_with_case(t.oid::regclass, t.attname);
  end loop;
end $$;
-- The circle itself stays as a number that once was a circle, for the log names it: over, with no key and nobody in it.
create policy ends_with_case on access.circles for update to fener_jobs
  using (kind in ('case', 'referral')
         and (exists (select from cases.cases c
                      where c.network_id = circles.network_id and c.circle_id = circles.id and c.erase_on is not null)
           or exists (select from services.case_referrals l
                      join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
                      join cases.cases c on c.network_id = l.network_id and c.id = l.case_id
                      where r.network_id = circles.network_id and r.circle_id = circles.id and c.erase_on is not null)))
  with check (ended_at is not null);
do $$ begin
  if exists (select from pg_namespace where nspname = 'matching') then execute 'grant usage on schema matching to fener_jobs'; end if;
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on cases.cases, services.referrals, services.case_referrals to fener_jobs';
  end if;
end $$;
