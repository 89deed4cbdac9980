-- Which measure answers which gap, as people say it (docs/decisions/0031-gaps.md). The first reading is a file; these are changes to it.
create table plan.gap_facts (
  network_id uuid not null references identity.networks,
  id         uuid not null,
  no         bigint generated always as identity,
  gap        text not null,
  kind       text not null check (kind in ('measure-linked', 'measure-unlinked', 'reading-confirmed')),
  at         timestamptz not null,
  account_id uuid not null,
  reason     text,
  detail     jsonb not null,
  primary key (network_id, id)
);
create index gap_facts_of on plan.gap_facts (network_id, no);
call platform.share_within_network('plan.gap_facts', 'fener_app', 'fener_reader');
grant select, insert on plan.gap_facts to fener_app;
grant select on plan.gap_facts to fener_reader;
