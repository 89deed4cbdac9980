-- Calls are counted for early warning: when, and whether it was a wrong number. Nothing else of them (docs/decisions/0025-trends.md).
create policy counted on line.calls for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, at, ended) on line.calls to fener_statistics;

-- In which order decisions on a report came: one that was taken back is not counted.
grant select (no) on reports.facts to fener_statistics;
