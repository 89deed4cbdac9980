-- Reports: sealed in the browser of whoever writes them. Beside the sealed body stands only what the desk needs to sort
-- by: the day, the language, the mode, the size bucket, whether someone is in danger now, and the status.
create schema reports;
grant usage on schema reports to fener_app, fener_public, fener_receipt, fener_statistics, fener_jobs;

create table reports.envelopes (
  network_id         uuid not null references identity.networks,
  id                 uuid not null,                  -- made by the sealing browser: it is bound inside the seal
  circle_id          uuid not null,
  epoch              integer not null,
  code               text not null,                  -- Lipa-204
  arrived_on         date not null,                  -- the day, never the hour
  language           text not null,
  mode               text not null check (mode in ('browser', 'server')),
  urgent             boolean not null,
  size_bucket        integer not null,
  reporter_recipient text not null,
  idempotency        bytea not null check (length(idempotency) = 16),
  sealed             bytea,                          -- null once erased
  status             text not null default 'unread',
  due_on             date,                           -- nearest deadline, null when nothing is owed
  news               boolean not null default false, -- the reporter wrote again and nobody has done anything since
  primary key (network_id, id),
  unique (network_id, code),
  unique (network_id, idempotency),
  foreign key (network_id, circle_id, epoch) references access.circle_epochs (network_id, circle_id, epoch)
);
create index envelopes_inbox on reports.envelopes (network_id, circle_id, due_on, id) where due_on is not null;
create index envelopes_done on reports.envelopes (network_id, circle_id, arrived_on desc, id) where due_on is null;

create table reports.receipts (
  network_id uuid not null,
  lookup     uuid not null,                          -- 16 bytes from the receipt, in the form that settings take
  login_hash bytea not null check (length(login_hash) = 32),
  report_id  uuid not null,
  circle_id  uuid not null,
  primary key (network_id, lookup),
  foreign key (network_id, report_id) references reports.envelopes
);
create table reports.messages (
  network_id  uuid not null,
  id          uuid not null,
  circle_id   uuid not null,
  epoch       integer not null,
  report_id   uuid not null,
  written_by  text not null check (written_by in ('intake', 'reporter')),
  account_id  uuid,
  written_on  date not null,
  no          bigint generated always as identity,   -- the order of a talk within a day
  idempotency bytea not null check (length(idempotency) = 16),
  mode        text not null default 'browser' check (mode in ('browser', 'server')),
  sealed      bytea not null,
  primary key (network_id, id),
  unique (network_id, idempotency),
  foreign key (network_id, report_id) references reports.envelopes
);
create index messages_report on reports.messages (network_id, report_id, no);
create table reports.files (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  report_id  uuid not null,
  epoch      integer not null,
  upload     bytea not null check (length(upload) = 16),
  file       integer not null,
  parts      integer not null,
  manifest   bytea not null,
  primary key (network_id, id),
  foreign key (network_id, report_id) references reports.envelopes
);
create index files_report on reports.files (network_id, report_id);
create table reports.file_parts (
  network_id uuid not null references identity.networks,
  circle_id  uuid not null,
  upload     bytea not null check (length(upload) = 16),
  file       integer not null,
  part       integer not null,
  arrived_on date not null,
  sealed     bytea not null check (length(sealed) <= 1048576),
  primary key (network_id, upload, file, part)
);
create table reports.facts (
  network_id uuid not null,
  id         uuid not null,
  circle_id  uuid not null,
  report_id  uuid not null,
  no         bigint generated always as identity,
  kind       text not null,
  at         timestamptz not null,
  account_id uuid,                                   -- null: the reporter
  epoch      integer,
  detail     jsonb not null default '{}',            -- coded only; words go into sealed
  sealed     bytea,
  primary key (network_id, id),
  foreign key (network_id, report_id) references reports.envelopes
);
create index facts_report on reports.facts (network_id, report_id, no);

call platform.protect('reports.envelopes', 'fener_app');
call platform.protect('reports.receipts', 'fener_app');
call platform.protect('reports.messages', 'fener_app');
call platform.protect('reports.files', 'fener_app');
call platform.protect('reports.file_parts', 'fener_app');
call platform.protect('reports.facts', 'fener_app');
grant select, update (status, due_on, news, sealed) on reports.envelopes to fener_app;
grant insert on reports.envelopes, reports.receipts, reports.files, reports.file_parts to fener_app;
grant select, insert, delete on reports.messages to fener_app;
grant select on reports.files to fener_app;
grant select on reports.file_parts to fener_app;
grant select, insert on reports.facts to fener_app;

-- The public: insert into the intake team's circle, read nothing back.
do $$ declare t text; begin
  foreach t in array array['envelopes','receipts','files','file_parts'] loop
    execute format($p$create policy arrive on reports.%I for insert to fener_public
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
                  and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[]))$p$, t);
    execute format('grant insert on reports.%I to fener_public', t);
  end loop;
end $$;

-- Whoever holds a receipt reaches that one report and nothing else.
create policy by_receipt on reports.receipts for select to fener_receipt
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and lookup = nullif(current_setting('fener.receipt_id', true), '')::uuid);
do $$ declare t text; c text; begin
  foreach t in array array['envelopes','messages','facts'] loop
    c := case t when 'envelopes' then 'id' else 'report_id' end;
    execute format($p$create policy own_report on reports.%I for all to fener_receipt
      using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
             and %I = nullif(current_setting('fener.report_id', true), '')::uuid)
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
             and %I = nullif(current_setting('fener.report_id', true), '')::uuid)$p$, t, c, c);
  end loop;
end $$;
grant select on reports.receipts to fener_receipt;
grant select, update (status, due_on, news, sealed) on reports.envelopes to fener_receipt;
grant select (network_id, report_id, no, kind, at, account_id, detail), insert on reports.facts to fener_receipt;
grant select, insert, delete on reports.messages to fener_receipt;

-- Counts for the plan: coded columns only, through the disclosure gate.
create policy counted on reports.envelopes for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
create policy counted on reports.facts for select to fener_statistics
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
grant select (network_id, id, arrived_on, language, mode, urgent, status, due_on) on reports.envelopes to fener_statistics;
grant select (network_id, report_id, kind, at, detail) on reports.facts to fener_statistics;

-- The job that tells the intake team "something waits" and the one that sweeps abandoned uploads.
create policy watched on reports.envelopes for select to fener_jobs using (true);
create policy swept on reports.file_parts for all to fener_jobs using (true) with check (false);
create policy swept on reports.files for select to fener_jobs using (true);
grant select (network_id, id, circle_id, urgent, news, status, due_on) on reports.envelopes to fener_jobs;
grant select (network_id, upload, file, part, arrived_on), delete on reports.file_parts to fener_jobs;
grant select (network_id, upload, file) on reports.files to fener_jobs;
