-- The end of what was filled in, and of sealed briefs (docs/decisions/0023-in-the-field.md): the day is written when they arrive or are begun, by the
-- period that holds then. What is sealed goes, and whoever sent it; a line stays that is counted: of nobody, in the week instead of the day, with
-- place and group only where enough others share them (src/kernel/small-numbers.ts).
alter table risk.submissions add column erase_on date;
create policy backfill on risk.submissions for all to fener_owner using (true) with check (true);
update risk.submissions set erase_on = (arrived_on + interval '24 months')::date;
drop policy backfill on risk.submissions;
alter table risk.submissions
  alter column circle_id drop not null, alter column epoch drop not null, alter column form_id drop not null,
  alter column form_version drop not null, alter column language drop not null, alter column sent_by drop not null,
  alter column sealed drop not null,
  add check (num_nulls(circle_id, epoch, form_id, form_version, language, sent_by, sealed, erase_on) in (0, 8));
create index submissions_ended on risk.submissions (network_id, erase_on) where erase_on is not null;

create policy watched on risk.submissions for select to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
create policy ended on risk.submissions for update to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and erase_on is not null)
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and erase_on is null
              and matrix_id is null and said_on is null);
grant select (network_id, id, erase_on, filled_on, settlement, category, level, informed, sealed),
      update (id, circle_id, epoch, form_id, form_version, matrix_id, matrix_version, filled_on, said_on, arrived_on, language, category,
              settlement, informed, sent_by, sealed, erase_on)
  on risk.submissions to fener_jobs;
-- what a program sent is known again by a code until then
create policy ended on risk.odk_arrivals for all to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid) with check (false);
grant select (network_id, id), delete on risk.odk_arrivals to fener_jobs;

alter table risk.briefs add column erase_on date;
create policy backfill on risk.briefs for all to fener_owner using (true) with check (true);
update risk.briefs set erase_on = (month + interval '61 months')::date where way = 'sealed';
drop policy backfill on risk.briefs;
alter table risk.briefs add check ((way = 'sealed') = (erase_on is not null));
create policy ended on risk.briefs for all to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and erase_on is not null) with check (false);
create policy ended on risk.brief_facts for all to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and exists (select from risk.briefs b
                     where b.network_id = brief_facts.network_id and b.month = brief_facts.month and b.erase_on is not null))
  with check (false);
grant select (network_id, month, erase_on), delete on risk.briefs to fener_jobs;
grant select (network_id, month, sealed), delete on risk.brief_facts to fener_jobs;

do $$ begin
  if current_setting('server_version_num')::int >= 170000 then
    grant maintain on risk.submissions, risk.odk_arrivals, risk.briefs, risk.brief_facts to fener_jobs;
  end if;
end $$;
