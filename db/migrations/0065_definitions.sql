-- What an indicator is, where it began and where it is to go: dated facts (docs/decisions/0030-indicators.md). Nothing is overwritten.
create table plan.definition_facts (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  indicator  text not null,                         -- a code, or the id of a row of the strategy
  kind       text not null check (kind in ('definition-set', 'baseline-set', 'target-set')),
  at         timestamptz not null,
  account_id uuid not null,
  reason     text,
  detail     jsonb not null,
  primary key (network_id, id)
);
create index definition_facts_of on plan.definition_facts (network_id, indicator, no);
call platform.share_within_network('plan.definition_facts', 'fener_app', 'fener_reader');
grant select, insert on plan.definition_facts to fener_app;
grant select on plan.definition_facts to fener_reader;

-- What one organisation told; null is the whole, which is their sum as soon as one of them told something.
alter table plan.indicator_values add column organisation_id uuid;
alter table plan.indicator_values add foreign key (network_id, organisation_id) references identity.organisations;
create index indicator_values_told on plan.indicator_values (network_id, indicator, period_from) where organisation_id is not null;
