-- A referral gives a provider access, and takes it back: declined, followed up, revoked or expired, the provider's people leave its
-- circle in the same transaction. Who of them stays because they are of the case team is noted when it is sent, for a provider that
-- declines cannot see the case's circle.
alter table services.referrals add column team uuid[] not null default '{}';
-- nobody: the clock let it expire
alter table services.referral_facts alter column account_id drop not null;

-- The nightly job ends what nobody answered: it reaches referrals that wait for an answer, and of an expired one the packet and the keys.
drop policy watched on services.referrals;
create policy watched on services.referrals for select to fener_jobs using (true);
create policy expire on services.referrals for update to fener_jobs
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and status = 'sent')
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and status = 'expired');
grant select (network_id, id, circle_id, status, sent_on, answer_by, to_organisation, team), update (status) on services.referrals to fener_jobs;

do $$
declare
  expired text := $p$network_id = nullif(current_setting('fener.network_id', true), '')::uuid
    and exists (select from services.referrals r
                where r.network_id = %1$s.network_id and r.%2$s = %1$s.%3$s and r.status = 'expired')$p$;
begin
  execute 'create policy expire on services.referral_facts for insert to fener_jobs with check (kind = ''referral-expired'' and account_id is null and sealed is null and '
    || format(expired, 'referral_facts', 'id', 'referral_id') || ')';
  execute 'create policy expire on services.packets for all to fener_jobs using (' || format(expired, 'packets', 'id', 'referral_id') || ') with check (false)';
  execute 'create policy expire on access.circle_members for all to fener_jobs using (' || format(expired, 'circle_members', 'circle_id', 'circle_id')
    || ') with check (until_at is not null)';
  execute 'create policy expire on access.wraps for all to fener_jobs using (' || format(expired, 'wraps', 'circle_id', 'circle_id') || ') with check (false)';
end $$;
grant insert on services.referral_facts to fener_jobs;
grant select (network_id, referral_id), delete on services.packets to fener_jobs;
grant select (network_id, circle_id, account_id, until_at), update (until_at) on access.circle_members to fener_jobs;
grant select (account_id) on access.wraps to fener_jobs;
-- who belongs to the provider
create policy watched on identity.people for select to fener_jobs using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, id, organisation_id) on identity.people to fener_jobs;

-- What was there before this rule: the team is noted, and nobody of a provider keeps access to what is over.
create policy ending on services.referrals for all to fener_owner using (true) with check (true);
create policy ending on services.case_referrals for select to fener_owner using (true);
create policy ending on access.circle_members for all to fener_owner using (true) with check (true);
create policy ending on access.wraps for all to fener_owner using (true) with check (true);
update services.referrals r set team = array(
  select t.account_id from services.case_referrals c
  join access.circle_members t on t.network_id = c.network_id and t.circle_id = c.circle_id and t.kind = 'member'
  where c.network_id = r.network_id and c.referral_id = r.id);
with over as (
  update access.circle_members m set until_at = now() from services.referrals r
  where r.network_id = m.network_id and r.circle_id = m.circle_id and m.account_id <> all (r.team)
    and r.status in ('declined', 'followed-up', 'revoked', 'expired') and m.until_at is null
  returning m.network_id, m.circle_id, m.account_id)
delete from access.wraps w using over o
  where w.network_id = o.network_id and w.circle_id = o.circle_id and w.account_id = o.account_id;
drop policy ending on services.referrals;
drop policy ending on services.case_referrals;
drop policy ending on access.circle_members;
drop policy ending on access.wraps;
