-- Circles: who needs to know. A protected row belongs to a circle; its content is sealed to the same circle's key.
create schema access;
grant usage on schema access to fener_app, fener_identity, fener_reader, fener_public, fener_receipt, fener_jobs, fener_statistics;

create table access.circles (
  network_id      uuid not null references identity.networks,
  id              uuid not null,
  kind            text not null check (kind in ('intake', 'coordination', 'case', 'referral')),
  organisation_id uuid,
  epoch           integer not null default 1,
  made_by         uuid not null,
  made_at         timestamptz not null,
  ended_at        timestamptz,
  primary key (network_id, id)
);
create table access.circle_epochs (
  network_id uuid not null,
  circle_id  uuid not null,
  epoch      integer not null,
  recipient  text not null,                          -- age recipient: anybody may seal to the circle
  made_by    uuid not null,
  made_at    timestamptz not null,
  primary key (network_id, circle_id, epoch),
  foreign key (network_id, circle_id) references access.circles
);
-- A member sees the circle's rows. A keeper holds the circle's key to hand it on, and sees no row:
-- so the coordinator who sets Fener up can let the intake team in without being able to read a report.
create table access.circle_members (
  network_id uuid not null,
  circle_id  uuid not null,
  account_id uuid not null,
  kind       text not null check (kind in ('member', 'keeper')),
  granted_by uuid not null,
  from_at    timestamptz not null,
  until_at   timestamptz,
  primary key (network_id, circle_id, account_id),
  foreign key (network_id, circle_id) references access.circles,
  foreign key (network_id, account_id) references identity.people
);
create index circle_members_account on access.circle_members (network_id, account_id);
create table access.wraps (
  network_id uuid not null,
  circle_id  uuid not null,
  epoch      integer not null,
  account_id uuid not null,
  granted_by uuid not null,
  sealed     bytea not null,
  primary key (network_id, circle_id, epoch, account_id),
  foreign key (network_id, circle_id, epoch) references access.circle_epochs,
  foreign key (network_id, account_id) references identity.people
);
create index wraps_account on access.wraps (network_id, account_id);

do $$
declare
  within text := $p$network_id = nullif(current_setting('fener.network_id', true), '')::uuid$p$;
  mine   text := $p$ any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])$p$;
  kept   text := $p$ any (string_to_array(nullif(current_setting('fener.kept', true), ''), ',')::uuid[])$p$;
  me     text := $p$ nullif(current_setting('fener.account_id', true), '')::uuid$p$;
  t text;
begin
  foreach t in array array['circles','circle_epochs','circle_members','wraps'] loop
    execute format('alter table access.%I enable row level security', t);
    execute format('alter table access.%I force row level security', t);
    execute format('create policy sign_in on access.%I for all to fener_identity using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on access.%I to fener_identity', t);
  end loop;
  -- that a case or a referral exists is known to its circle only
  execute format('create policy reach on access.circles for all to fener_app using (%s and (kind in (''intake'', ''coordination'') or id = %s)) with check (%s and id = %s)', within, mine, within, mine);
  execute format('create policy reach on access.circle_epochs for all to fener_app using (%s and (circle_id = %s or circle_id = %s)) with check (%s and circle_id = %s)', within, mine, kept, within, mine);
  execute format('create policy reach on access.circle_members for all to fener_app using (%s and (circle_id = %s or circle_id = %s)) with check (%s and (circle_id = %s or circle_id = %s))', within, mine, kept, within, mine, kept);
  execute format('create policy reach on access.wraps for all to fener_app using (%s and (account_id = %s or circle_id = %s or circle_id = %s)) with check (%s and (circle_id = %s or circle_id = %s))', within, me, mine, kept, within, mine, kept);
  -- the public may seal to the intake team, and know nothing else about circles
  execute 'create policy intake on access.circles for select to fener_reader using (kind = ''intake'')';
  execute format('create policy counted on access.circles for select to fener_statistics using (%s and kind = ''intake'')', within);
  execute 'create policy any_epoch on access.circle_epochs for select to fener_reader using (true)';
end $$;
grant select, insert, update on access.circles, access.circle_members to fener_app;
grant select, insert on access.circle_epochs to fener_app;
grant select, insert, delete on access.wraps to fener_app;
grant select (network_id, id, kind, epoch, ended_at) on access.circles to fener_reader;
grant select on access.circle_epochs to fener_reader;
grant select (network_id, id, kind, ended_at) on access.circles to fener_statistics;
