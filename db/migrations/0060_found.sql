-- What a scan found may be counted in a month's brief outside of its circle (docs/decisions/0026-hotspots.md, 0027-briefs.md): how it was
-- looked for and how many clusters, each by an id that tells nothing; no place and no count. Null: nothing could be said, or of before.
alter table risk.scans add column told jsonb;           -- {until, kind, replicates, seed, clusters: [id]}
create policy counted on risk.scans for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, no, told) on risk.scans to fener_statistics;
-- The rise or cluster an alert came of is counted once, whether it became an alert or not.
grant select (source_id) on risk.alerts to fener_statistics;

-- What somebody chose to see last on the page of trends: codes alone, kept with the person (as 0041_case_list_habits.sql).
alter table identity.desk_habits add column trends jsonb not null default '{}';
