-- What runs by itself at night, and the mail that says only "something waits for you".

-- Values. Whether the line was open in a year is asked of that year, so the counting must know since when it is open.
grant select (made_at) on access.circles to fener_statistics;
-- Every night adds a row to each number's history; a page wants the newest of each period.
create index indicator_values_newest on plan.indicator_values (network_id, indicator, period_from, period_to, at desc, id desc)
  where replaces is null;

-- Checkpoints are for everybody: whoever keeps one can notice later that the log was cut.
grant usage on schema audit to fener_reader;
create policy published on audit.checkpoints for select to fener_reader
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select on audit.checkpoints to fener_reader;

create index file_parts_arrived on reports.file_parts (arrived_on);

-- Whether a person wants such mail, and when the last one left. Nobody but sign-in's own role reads it: it is the person's
-- affair alone, and when somebody was told is close to when something happened.
create table identity.waiting_mails (
  network_id uuid not null,
  person_id  uuid not null,
  daily      boolean not null default true,
  urgent     boolean not null default true,
  digest_on  date,                                   -- at most one digest a day
  urgent_at  timestamptz,                            -- a flood of urgent reports is not a flood of mails
  primary key (network_id, person_id),
  foreign key (network_id, person_id) references identity.people
);
alter table identity.waiting_mails enable row level security;
alter table identity.waiting_mails force row level security;
create policy sign_in on identity.waiting_mails for all to fener_identity using (true) with check (true);
grant select, insert, update, delete on identity.waiting_mails to fener_identity;

-- Which circle has a referral waiting; nothing of the referral.
grant usage on schema services to fener_jobs;
create policy watched on services.referrals for select to fener_jobs using (true);
grant select (network_id, circle_id, status) on services.referrals to fener_jobs;

-- Someone is in danger now: the intake team is told at once. The public's role may put nothing into the queue, so the row itself
-- does it, in the same transaction; the job knows the team and not the report. Should the queue fail, the report still enters:
-- a lost mail costs a night, a lost report can cost a life.
create function reports.tell_urgent() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(
    'tell-urgent', json_build_object('network', new.network_id, 'circle', new.circle_id),
    job_key => 'tell-urgent:' || new.network_id || ':' || new.circle_id);
  return null;
exception when others then
  return null;
end $$;
revoke all on function reports.tell_urgent() from public;
create trigger tell_urgent after insert on reports.envelopes
  for each row when (new.urgent) execute function reports.tell_urgent();
