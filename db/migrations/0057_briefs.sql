-- The monthly situation brief (docs/decisions/0027-briefs.md): dated facts; for the public an edition that never changes, for the network words
-- sealed to the early-warning circle. Its numbers are protected as for the public either way, so nothing in clear points to a person.
grant usage on schema risk to fener_reader;

create table risk.briefs (
  network_id uuid not null references identity.networks,
  month      date not null check (extract(day from month) = 1),
  way        text not null check (way in ('published', 'sealed')),
  circle_id  uuid,                                  -- a sealed one: whose it is alone
  recipients text[] not null check (cardinality(recipients) > 0 and recipients <@ array['network', 'ministry', 'neighbours']),
  primary key (network_id, month),
  -- what is sealed to the circle reaches nobody outside
  check (way = 'published' or recipients = array['network']),
  check ((way = 'sealed') = (circle_id is not null))
);
create table risk.brief_facts (
  network_id uuid not null,
  id         uuid not null,
  no         bigint generated always as identity,
  month      date not null,
  circle_id  uuid,
  kind       text not null,
  at         timestamptz not null,
  account_id uuid not null,
  detail     jsonb not null,
  epoch      integer,
  sealed     bytea,                                 -- a paragraph of a sealed brief
  primary key (network_id, id),
  foreign key (network_id, month) references risk.briefs,
  check ((sealed is null) = (epoch is null))
);
create index brief_facts_of on risk.brief_facts (network_id, month, no);
create table risk.brief_editions (
  network_id   uuid not null references identity.networks,
  month        date not null,
  edition      integer not null,
  locale       text not null,
  tree         jsonb not null,
  pdf          bytea not null,
  published_at timestamptz not null,
  primary key (network_id, month, edition, locale)
);
do $$ declare t text; begin
  foreach t in array array['briefs', 'brief_facts'] loop
    execute format('alter table risk.%I enable row level security', t);
    execute format('alter table risk.%I force row level security', t);
    execute format($p$create policy reach on risk.%1$I for all to fener_app
      using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and (circle_id is null
                  or circle_id = any ((select string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])::uuid[])))
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid and (circle_id is null
                  or circle_id = any ((select string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])::uuid[])))$p$, t);
  end loop;
end $$;
call platform.share_within_network('risk.brief_editions', 'fener_app', 'fener_reader');
grant select, insert on risk.briefs, risk.brief_facts, risk.brief_editions to fener_app;
grant select on risk.brief_editions to fener_reader;
