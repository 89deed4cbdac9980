-- Files: sealed bytes do not shrink, so PostgreSQL need not try to press them; and whoever erases their report takes its files along.
alter table reports.file_parts alter column sealed set storage external;
alter table cases.file_parts alter column sealed set storage external;

create policy own_report on reports.files for all to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid)
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid);
-- The parts themselves are removed by a job: they know their upload, not their report.
grant select (network_id, report_id, id, upload, file), delete on reports.files to fener_receipt;
