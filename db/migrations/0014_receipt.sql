-- Coming back with the receipt (REP2): files added later, and a code that opens nothing once the report was erased.

-- Whoever holds a receipt adds files to that one report (policy `own_report`, 0011).
grant insert on reports.files to fener_receipt;

-- Erased by the reporter: the receipt itself goes, so the code is as unknown as any other.
create policy erase_receipt on reports.receipts for delete to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid);
create policy own_receipt on reports.receipts for select to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and report_id = nullif(current_setting('fener.report_id', true), '')::uuid);
grant delete on reports.receipts to fener_receipt;
create index receipts_report on reports.receipts (network_id, report_id);
