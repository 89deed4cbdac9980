-- Tasks of our own beside the printed ones (docs/decisions/0029-tasks.md). The adopted text stays as printed; these are counted and shown with it.
create table plan.added_tasks (
  network_id uuid not null references identity.networks,
  id         text not null check (id ~ '^added-[0-9a-f]{12}$'),  -- shares its namespace with the ids of the strategy
  no         bigint generated always as identity,
  activity   text not null,
  words      jsonb not null,                                      -- sr, sq, en
  comes_from jsonb not null,                                      -- {kind: evaluation | gap | meeting | own, id?}
  added_on   date not null,
  at         timestamptz not null,
  account_id uuid not null,
  primary key (network_id, id)
);
call platform.share_within_network('plan.added_tasks', 'fener_app', 'fener_reader');
grant select, insert on plan.added_tasks to fener_app;
grant select on plan.added_tasks to fener_reader;
