-- The nightly erasing (0016) also takes what came to stand beside a report: who vouches for it with the receipt sealed to them (0017), and
-- the keys of a circle that was made for it alone (0015). It reaches those of reports with a day of erasure and no other.
grant usage on schema professionals to fener_jobs;
create policy ended on professionals.referred for all to fener_jobs
  using (exists (select from reports.envelopes e
                 where e.network_id = referred.network_id and e.id = referred.report_id and e.erase_on is not null))
  with check (false);
grant select (network_id, report_id, sealed_code), delete on professionals.referred to fener_jobs;

create policy watched on access.report_circles for select to fener_jobs using (true);
grant select (network_id, circle_id, report_id) on access.report_circles to fener_jobs;
do $$
declare
  ended text := $p$exists (select from access.report_circles r
    join reports.envelopes e on e.network_id = r.network_id and e.id = r.report_id and e.erase_on is not null
    where r.network_id = %1$s.network_id and r.circle_id = %1$s.%2$s)$p$;
begin
  execute 'create policy ended on access.wraps for all to fener_jobs using (' || format(ended, 'wraps', 'circle_id') || ') with check (false)';
  execute 'create policy ended on access.circle_epochs for all to fener_jobs using (' || format(ended, 'circle_epochs', 'circle_id') || ') with check (false)';
  execute 'create policy ended on access.circles for all to fener_jobs using (kind = ''report'' and ' || format(ended, 'circles', 'id') || ') with check (kind = ''report'' and ended_at is not null)';
end $$;
grant select (network_id, circle_id, epoch, sealed), delete on access.wraps to fener_jobs;
grant select (network_id, circle_id, epoch, previous), delete on access.circle_epochs to fener_jobs;
grant select (network_id, id, kind, epoch, ended_at), update (ended_at, renew_since, epoch) on access.circles to fener_jobs;

do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on professionals.referred, access.wraps, access.circle_epochs to fener_jobs';
  end if;
end $$;
