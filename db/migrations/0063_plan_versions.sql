-- How the text of the plan changes (docs/decisions/0028-plan-versions.md): proposed as dated facts, decided by another person, and from then
-- on a version of its own. A version is never changed.
alter table plan.strategies add column proposal_id uuid, add column in_force_from date;

create table plan.proposal_facts (
  network_id  uuid not null references identity.networks,
  id          uuid not null,
  no          bigint generated always as identity,
  proposal_id uuid not null,
  kind        text not null,
  happened_on date not null,
  at          timestamptz not null,
  account_id  uuid not null,
  detail      jsonb not null,
  primary key (network_id, id)
);
create index proposal_facts_of on plan.proposal_facts (network_id, proposal_id, no);
call platform.share_within_network('plan.proposal_facts', 'fener_app');
grant select, insert on plan.proposal_facts to fener_app;
