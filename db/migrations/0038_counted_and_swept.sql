-- What programmes achieved stays true when the cases behind it are erased: lines that are only counted, in the month, of nobody
-- (docs/decisions/0018-the-end-of-a-case.md).
alter table services.participation_facts alter column circle_id drop not null, alter column account_id drop not null;
alter table services.outcomes alter column circle_id drop not null, alter column account_id drop not null;
create policy counted_line on services.participation_facts for insert to fener_jobs
  with check (circle_id is null and account_id is null and sealed is null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
create policy counted_line on services.outcomes for insert to fener_jobs
  with check (circle_id is null and account_id is null and sealed is null and network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant insert on services.participation_facts, services.outcomes to fener_jobs;

-- Declined or expired, and still to be sent: the case team is told. The job learns which referral, and no word of it.
create policy watched on services.drafts for select to fener_jobs
  using (exists (select from services.referrals r
                 where r.network_id = drafts.network_id and r.id = drafts.referral_id and r.status in ('declined', 'expired')));

-- A draft is sealed to whoever typed it: once they have left, or are no longer in its circle, nobody can read it, and it goes at night.
create policy watched on access.circle_members for select to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (left_at) on identity.people to fener_jobs;
create policy outlived on access.drafts for all to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and (exists (select from identity.people p
                      where p.network_id = drafts.network_id and p.id = drafts.account_id and p.left_at is not null)
              or of_circle is not null
                 and not exists (select from access.circle_members m
                                 where m.network_id = drafts.network_id and m.circle_id = drafts.of_circle
                                   and m.account_id = drafts.account_id and m.until_at is null)))
  with check (false);

-- Drafts are of calls, or of something on a case; which forms there are is known to the code (src/access/drafts.server.ts).
alter table access.drafts drop constraint if exists drafts_kind_check;
alter table access.drafts add constraint drafts_kind_check check (kind = 'call' or kind ~ '^case-[a-z]+$');
