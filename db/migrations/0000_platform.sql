-- What the platform itself needs: its own history, and the door to the job queue.

create schema platform;
grant usage on schema platform to fener_app, fener_receipt, fener_identity, fener_jobs;

create table platform.migrations (
  name   text primary key,
  sha256 text not null,
  at     timestamptz not null default now()
);
-- So that a process which may not migrate can say that somebody must.
grant select on platform.migrations to fener_app;

-- The only way to put a job into the queue, inside the caller's transaction: it leaves only if that commits.
-- The queue is not sealed and outlives the request, so it takes ids and codes, never words: anything that is not one short
-- token is refused here, because a rule that stands only in a code review is forgotten some day.
create function platform.enqueue(
  identifier text, payload json, run_at timestamptz default now(), job_key text default null
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from jsonb_path_query(payload::jsonb, '$.** ? (@.type() == "string")') as word
    where word #>> '{}' !~ '^[A-Za-z0-9_.:+-]{0,64}$'
  ) then
    raise exception 'a job takes ids and codes only' using errcode = '22023';
  end if;
  perform graphile_worker.add_job(
    identifier, payload, run_at => enqueue.run_at, job_key => enqueue.job_key);
end $$;
grant execute on function platform.enqueue to fener_app, fener_receipt, fener_identity;

-- Lets fener_jobs work the queue without owning it. Called after every migration of the queue, which may add tables.
create procedure platform.open_queue()
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  queue_table record;
begin
  grant usage on schema graphile_worker to fener_jobs;
  grant select, insert, update, delete on all tables in schema graphile_worker to fener_jobs;
  grant usage on all sequences in schema graphile_worker to fener_jobs;
  grant execute on all functions in schema graphile_worker to fener_jobs;
  for queue_table in
    select c.relname, c.oid from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'worker')
  loop
    execute format('create policy worker on graphile_worker.%I for all to fener_jobs using (true) with check (true)',
                   queue_table.relname);
  end loop;
end $$;
