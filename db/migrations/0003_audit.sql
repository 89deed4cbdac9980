-- Who saw and did what. Entries are written unchained in the transaction of the act; one linker closes the chain in
-- batches (access/README.md), so that writers never queue behind each other. Nobody may change or remove an entry.
create schema audit;
grant usage on schema audit to fener_app, fener_public, fener_receipt, fener_identity, fener_auditor, fener_jobs;

create table audit.entries (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  at         timestamptz not null,                   -- of the public's acts: the day only
  actor      text not null,                          -- acc:<id>, reporter, anonymous, system
  verb       text not null,
  subject    text not null,
  circle_id  uuid,
  detail     jsonb not null default '{}',
  primary key (network_id, id)
);
create index entries_subject on audit.entries (network_id, subject);
create table audit.waiting (
  network_id uuid not null,
  id         uuid not null,
  no         bigint generated always as identity,
  primary key (network_id, id),
  foreign key (network_id, id) references audit.entries
);
create table audit.links (
  network_id uuid not null,
  seq        bigint not null check (seq > 0),
  entry_id   uuid not null,
  hash       bytea not null check (length(hash) = 32),
  primary key (network_id, seq),
  unique (network_id, entry_id),
  foreign key (network_id, entry_id) references audit.entries (network_id, id)
);
create table audit.checkpoints (
  network_id uuid not null references identity.networks,
  seq        bigint not null,
  hash       bytea not null,
  at         timestamptz not null,
  primary key (network_id, seq)
);

do $$ declare t text; begin
  foreach t in array array['entries','waiting','links','checkpoints'] loop
    execute format('alter table audit.%I enable row level security', t);
    execute format('alter table audit.%I force row level security', t);
    execute format('create policy linker on audit.%I for all to fener_auditor using (true) with check (true)', t);
    execute format('grant select on audit.%I to fener_auditor', t);
  end loop;
end $$;
grant insert on audit.links, audit.checkpoints to fener_auditor;
grant delete on audit.waiting to fener_auditor;
grant insert on audit.entries to fener_auditor;
grant insert on audit.waiting to fener_auditor;

create policy write_entries on audit.entries for insert to fener_app, fener_public, fener_receipt, fener_identity
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
create policy write_waiting on audit.waiting for insert to fener_app, fener_public, fener_receipt, fener_identity
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);
-- "Who has seen this": the members of a circle see what was done to its rows.
create policy read_own on audit.entries for select to fener_app
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[]));
grant insert on audit.entries, audit.waiting to fener_app, fener_public, fener_receipt, fener_identity;
grant select on audit.entries to fener_app;
