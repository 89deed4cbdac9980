-- A flood never closes the line: what comes from one connection above every limit is taken and held back.
alter table reports.envelopes add column quarantined boolean not null default false;
create index envelopes_held on reports.envelopes (network_id, circle_id, arrived_on desc, id) where quarantined;

-- Spam is not a report that nobody answered: counts and reminders leave out what is held back.
grant select (quarantined) on reports.envelopes to fener_statistics, fener_jobs;

-- What is held back can be erased, with all that belongs to it; its file parts are then nobody's and are swept like an
-- abandoned upload. The desk may remove nothing else: the trigger holds whatever the code believes.
alter table reports.receipts drop constraint receipts_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;
alter table reports.messages drop constraint messages_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;
alter table reports.files drop constraint files_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;
alter table reports.facts drop constraint facts_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;

create function reports.only_held() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'fener_app' and not old.quarantined then
    raise exception 'only what is held back may be erased here' using errcode = '42501';
  end if;
  return old;
end $$;
create trigger only_held before delete on reports.envelopes for each row execute function reports.only_held();
grant delete on reports.envelopes to fener_app;
grant update (quarantined) on reports.envelopes to fener_app;
