-- The nightly erasing also reaches what the telephone line keeps without a report: promised calls, and what one shift leaves to the next.
-- Calls with a report go with it (0016).
create policy without_report on line.calls for select to fener_jobs using (report_id is null);
grant select (id, circle_id, due_at) on line.call_backs to fener_jobs;

create policy ended on line.hand_overs for all to fener_jobs using (true) with check (false);
create policy ended on line.hand_over_reads for all to fener_jobs using (true) with check (false);
grant select (network_id, id, circle_id, at, sealed), delete on line.hand_overs to fener_jobs;
grant select (network_id, hand_over_id), delete on line.hand_over_reads to fener_jobs;

do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on line.hand_overs, line.hand_over_reads to fener_jobs';
  end if;
end $$;
