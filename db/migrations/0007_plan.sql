-- The strategy as data, the progress of its tasks as facts, and the values of its indicators (never edited: a correction is a new row).
create schema plan;
grant usage on schema plan to fener_app, fener_reader, fener_statistics, fener_identity;

create table plan.strategies (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  version    integer not null,
  document   jsonb not null,
  loaded_at  timestamptz not null,
  loaded_by  uuid not null,
  primary key (network_id, id),
  unique (network_id, version)
);
create table plan.task_facts (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  task       text not null,
  kind       text not null,
  happened_on date not null,
  at         timestamptz not null,
  account_id uuid not null,
  detail     jsonb not null default '{}',
  primary key (network_id, id)
);
create index task_facts_task on plan.task_facts (network_id, task, no);
create table plan.indicator_values (
  network_id  uuid not null references identity.networks,
  id          uuid not null,
  no          bigint generated always as identity,
  indicator   text not null,
  period_from date not null,
  period_to   date not null,
  value       jsonb not null,
  source      text not null check (source in ('computed', 'by-hand')),
  definition  integer not null,
  evidence    text,
  reason      text,
  replaces    uuid,
  at          timestamptz not null,
  account_id  uuid,
  primary key (network_id, id)
);
create index indicator_values_of on plan.indicator_values (network_id, indicator, period_from, no);

call platform.share_within_network('plan.strategies', 'fener_app', 'fener_reader', 'fener_identity');
call platform.share_within_network('plan.task_facts', 'fener_app', 'fener_reader');
call platform.share_within_network('plan.indicator_values', 'fener_app');
grant select, insert on plan.strategies, plan.task_facts, plan.indicator_values to fener_app;
grant select on plan.strategies, plan.task_facts to fener_reader;
grant insert on plan.strategies to fener_identity;
