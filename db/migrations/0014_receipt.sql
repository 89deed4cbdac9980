-- Coming back with the receipt (REP2): files added later, erasing that leaves nothing sealed behind, and a code that opens
-- nothing afterwards.

-- Whoever holds a receipt adds files to that one report, and takes away its files with everything else they wrote.
create policy own_report on reports.files for all to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid)
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid);
grant select (network_id, report_id, upload, file), insert, delete on reports.files to fener_receipt;

-- A part knows no report: it belongs to the one whose file names it. The policy of `files` holds inside the question too.
create policy own_report on reports.file_parts for all to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and exists (select 1 from reports.files f
                     where f.network_id = file_parts.network_id and f.upload = file_parts.upload and f.file = file_parts.file
                       and f.report_id = nullif(current_setting('fener.report_id', true), '')::uuid))
  with check (false);
grant select (network_id, upload, file), delete on reports.file_parts to fener_receipt;

-- Erased by the reporter: the receipt itself goes, so the code is as unknown as any other.
create policy erase_receipt on reports.receipts for delete to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid);
create policy own_receipt on reports.receipts for select to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid);
grant delete on reports.receipts to fener_receipt;
create index receipts_report on reports.receipts (network_id, report_id);
