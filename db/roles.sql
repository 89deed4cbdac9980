-- Who may sign in to the database. Run at every start by whoever migrates (a superuser); changes nothing when all is well.
-- No role here is superuser; only the backup's may pass row security, and nobody answers a request with it.

do $$
declare
  role record;
begin
  for role in
    select * from (values
      ('fener_owner',      false, false), -- owns every table; nobody signs in as it
      ('fener_app',        true,  false), -- signed-in people, narrowed by row security
      ('fener_public',     true,  false), -- the anonymous reporter: inserts, reads nothing
      ('fener_receipt',    true,  false), -- whoever comes back with a receipt
      ('fener_identity',   true,  false), -- sign-in
      ('fener_reader',     true,  false), -- what public pages show: published things only
      ('fener_statistics', true,  false), -- coded columns only, through the disclosure gate
      ('fener_auditor',    true,  false), -- reads the log of who saw what
      ('fener_jobs',       true,  false), -- the job queue, nothing else
      ('fener_backup',     true,  true)   -- reads everything to copy it away
    ) as wanted(name, login, bypass)
  loop
    begin
      if not exists (select from pg_roles where rolname = role.name) then
        execute format('create role %I', role.name);
      end if;
      if not exists (
        select from pg_roles
        where rolname = role.name and rolcanlogin = role.login and rolbypassrls = role.bypass
          and not rolsuper and not rolcreatedb and not rolcreaterole and not rolreplication
      ) then
        execute format(
          'alter role %I nosuperuser nocreatedb nocreaterole noreplication %s %s', role.name,
          case when role.login then 'login' else 'nologin' end,
          case when role.bypass then 'bypassrls' else 'nobypassrls' end);
      end if;
    exception
      when duplicate_object or unique_violation then null; -- another process made it at the same moment
    end;
  end loop;
  if not pg_has_role('fener_backup', 'pg_read_all_data', 'member') then
    grant pg_read_all_data to fener_backup;
  end if;
end $$;

-- On a server that others administer, its log must not hold the content of rows either (see platform/postgres.server.ts).
do $$
declare
  role text;
  setting record;
begin
  foreach role in array array['fener_owner', 'fener_app', 'fener_public', 'fener_receipt', 'fener_identity',
                              'fener_reader', 'fener_statistics', 'fener_auditor', 'fener_jobs', 'fener_backup'] loop
    for setting in
      select * from (values
        ('log_min_messages', 'log'), ('log_min_error_statement', 'panic'), ('log_error_verbosity', 'terse'),
        ('log_statement', 'none'), ('log_min_duration_statement', '-1'),
        ('log_parameter_max_length', '0'), ('log_parameter_max_length_on_error', '0')
      ) as s(name, value)
    loop
      if not exists (
        select from pg_db_role_setting, unnest(setconfig) as entry
        where setdatabase = 0 and setrole = role::regrole and entry = setting.name || '=' || setting.value
      ) then
        execute format('alter role %I set %s = %L', role, setting.name, setting.value);
      end if;
    end loop;
  end loop;
exception
  when insufficient_privilege then
    raise notice 'log settings of the Fener roles need a superuser; see src/platform/README.md';
end $$;

-- What the nightly job erased must leave the write-ahead log too: it closes a log file and asks for a checkpoint. On a server that others
-- administer this needs a superuser; without it the log ages out by itself.
do $$
begin
  if not pg_has_role('fener_jobs', 'pg_checkpoint', 'member') then
    grant pg_checkpoint to fener_jobs;
  end if;
  if not has_function_privilege('fener_jobs', 'pg_switch_wal()', 'execute') then
    grant execute on function pg_switch_wal() to fener_jobs;
  end if;
exception
  when insufficient_privilege then
    raise notice 'fener_jobs may not ask for a checkpoint; see src/reports/README.md';
end $$;

-- Nothing is everybody's.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect, create on database %I to fener_owner', current_database());
  execute format(
    'grant connect on database %I to fener_app, fener_public, fener_receipt, fener_identity, fener_reader, fener_statistics, fener_auditor, fener_jobs, fener_backup',
    current_database());
end $$;
revoke all on schema public from public;
alter default privileges for role fener_owner revoke all on tables from public;
alter default privileges for role fener_owner revoke all on sequences from public;
alter default privileges for role fener_owner revoke all on functions from public;
alter default privileges for role fener_owner revoke all on types from public;
alter default privileges for role fener_owner revoke all on schemas from public;
