-- Impact analyses and evaluations (docs/decisions/0033-evaluations.md): dated facts, shared by the network; what is published is an edition that
-- never changes, and a withdrawal is an edition that says nothing.
create table plan.evaluations (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  type       text not null check (type in ('impact-analysis', 'evaluation')),
  primary key (network_id, id)
);
create table plan.evaluation_facts (
  network_id  uuid not null,
  id          uuid not null,
  no          bigint generated always as identity,
  evaluation  uuid not null,
  kind        text not null,
  happened_on date not null,
  at          timestamptz not null,
  account_id  uuid not null,
  detail      jsonb not null default '{}',
  primary key (network_id, id),
  foreign key (network_id, evaluation) references plan.evaluations
);
create index evaluation_facts_of on plan.evaluation_facts (network_id, evaluation, no);
create table plan.evaluation_editions (
  network_id   uuid not null,
  evaluation   uuid not null,
  edition      integer not null,
  document     jsonb,                               -- null: withdrawn
  published_at timestamptz not null,
  primary key (network_id, evaluation, edition),
  foreign key (network_id, evaluation) references plan.evaluations
);
call platform.share_within_network('plan.evaluations', 'fener_app', 'fener_statistics');
call platform.share_within_network('plan.evaluation_facts', 'fener_app', 'fener_statistics');
call platform.share_within_network('plan.evaluation_editions', 'fener_app', 'fener_reader');
grant select, insert on plan.evaluations, plan.evaluation_facts, plan.evaluation_editions to fener_app;
grant select on plan.evaluation_editions to fener_reader;
-- the statistics role counts coded columns, never words
grant select (network_id, id, type) on plan.evaluations to fener_statistics;
grant select (network_id, no, evaluation, kind, happened_on) on plan.evaluation_facts to fener_statistics;
