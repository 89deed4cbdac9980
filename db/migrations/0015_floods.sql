-- A flood never closes the line: what comes from one connection above every limit is taken and held back.
alter table reports.envelopes add column quarantined boolean not null default false;
create index envelopes_held on reports.envelopes (network_id, circle_id, arrived_on desc, id) where quarantined;

-- Spam is not a report that nobody answered: counts and reminders leave out what is held back.
grant select (quarantined) on reports.envelopes to fener_statistics, fener_jobs;

-- What is held back can be erased, with all that belongs to it; its file parts are then nobody's and are swept like an
-- abandoned upload. The desk may remove nothing else: the trigger holds whatever the code believes.
alter table reports.receipts drop constraint receipts_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;
alter table reports.messages drop constraint messages_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;
alter table reports.files drop constraint files_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;
alter table reports.facts drop constraint facts_network_id_report_id_fkey,
  add foreign key (network_id, report_id) references reports.envelopes on delete cascade;

create function reports.only_held() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'fener_app' and not old.quarantined then
    raise exception 'only what is held back may be erased here' using errcode = '42501';
  end if;
  return old;
end $$;
create trigger only_held before delete on reports.envelopes for each row execute function reports.only_held();
grant delete on reports.envelopes to fener_app;
grant update (quarantined) on reports.envelopes to fener_app;

-- Conflict of interest (docs/decisions/0012): a report from which an organisation is left out has a circle of its own. Its key was
-- made by whoever reports and wrapped for the others of the intake team; nobody known signed those wraps.
alter table access.circles drop constraint circles_kind_check;
alter table access.circles add constraint circles_kind_check
  check (kind in ('intake', 'coordination', 'case', 'referral', 'report'));

create table access.report_circles (
  network_id uuid not null,
  circle_id  uuid not null,
  report_id  uuid not null,
  excluded   uuid[] not null check (cardinality(excluded) between 1 and 40),
  primary key (network_id, circle_id),
  unique (network_id, report_id),
  foreign key (network_id, circle_id) references access.circles,
  -- checked at commit: such a circle comes together with its report or not at all
  foreign key (network_id, report_id) references reports.envelopes on delete cascade deferrable initially deferred
);
alter table access.report_circles enable row level security;
alter table access.report_circles force row level security;
-- Who was left out is known to those who were not.
create policy reach on access.report_circles for select to fener_app
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[]));
create policy sign_in on access.report_circles for all to fener_identity using (true) with check (true);
grant select on access.report_circles to fener_app, fener_identity;

-- A key is handed on by hand, and never to somebody of an organisation that was left out, whatever the code believes.
create function access.is_left_out(network uuid, circle uuid, account uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.report_circles r
    join identity.people p on p.network_id = r.network_id and p.id = account and p.organisation_id = any (r.excluded)
    where r.network_id = network and r.circle_id = circle)
$$;
grant execute on function access.is_left_out to fener_app;
create policy not_left_out on access.circle_members as restrictive for insert to fener_app
  with check (not access.is_left_out(network_id, circle_id, account_id));
create policy not_left_out_again on access.circle_members as restrictive for update to fener_app
  using (true) with check (not access.is_left_out(network_id, circle_id, account_id));
create policy not_left_out on access.wraps as restrictive for insert to fener_app
  with check (not access.is_left_out(network_id, circle_id, account_id));

-- The public's role has no right on any table of this schema; it may call this one function, which runs as the owner and can do
-- exactly this: make a circle of kind 'report' for everybody who is in the intake team now and is not left out.
create policy maker on access.circles for select to fener_owner using (kind = 'intake');
create policy maker_makes on access.circles for insert to fener_owner with check (kind = 'report');
create policy maker on access.circle_epochs for insert to fener_owner with check (epoch = 1);
create policy maker on access.circle_members for select to fener_owner using (true);
create policy maker_makes on access.circle_members for insert to fener_owner with check (kind = 'member');
create policy maker on access.wraps for insert to fener_owner with check (epoch = 1);
create policy maker on access.report_circles for select to fener_owner using (true);
create policy maker_makes on access.report_circles for insert to fener_owner with check (true);
create policy maker on identity.people for select to fener_owner using (true);
create policy maker on reports.file_parts for select to fener_owner using (true);
create policy maker_moves on reports.file_parts for update to fener_owner using (true) with check (true);

create function access.make_report_circle(
  circle uuid, report uuid, recipient text, left_out uuid[], accounts uuid[], sealed bytea[], uploads bytea[]
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  network uuid := nullif(current_setting('fener.network_id', true), '')::uuid;
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  readers uuid[];
begin
  -- the same report, sent again on a bad line: said in the way the report's own key would say it
  if exists (select from access.report_circles r where r.network_id = network and r.circle_id = circle and r.report_id = report) then
    raise unique_violation using constraint = 'envelopes_pkey';
  end if;
  select array_agg(distinct m.account_id order by m.account_id) into readers
  from access.circles c
  join access.circle_members m on m.network_id = c.network_id and m.circle_id = c.id and m.kind = 'member'
    and (m.until_at is null or m.until_at > now())
  join identity.people p on p.network_id = m.network_id and p.id = m.account_id
    and (p.left_at is null or p.left_at > now()) and p.organisation_id <> all (left_out)
  where c.network_id = network and c.kind = 'intake' and c.ended_at is null;
  -- all of them and nobody else: whoever reports chooses organisations, not people
  if readers is null or cardinality(accounts) <> cardinality(sealed)
     or readers is distinct from (select array_agg(a order by a) from unnest(accounts) as a) then
    raise exception 'not the readers of now' using errcode = '22023';
  end if;
  insert into access.circles (network_id, id, kind, epoch, made_by, made_at)
  values (network, circle, 'report', 1, nobody, date_trunc('day', now()));
  insert into access.circle_epochs (network_id, circle_id, epoch, recipient, made_by, made_at)
  values (network, circle, 1, recipient, nobody, date_trunc('day', now()));
  insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
  select network, circle, a, 'member', nobody, date_trunc('day', now()) from unnest(accounts) as a;
  insert into access.wraps (network_id, circle_id, epoch, account_id, granted_by, sealed)
  select network, circle, 1, w.a, nobody, w.s from unnest(accounts, sealed) as w (a, s);
  insert into access.report_circles (network_id, circle_id, report_id, excluded)
  values (network, circle, report, left_out);
  -- the parts of its files came before it, under the intake team's circle
  update reports.file_parts as part set circle_id = circle
  where part.network_id = network and part.upload = any (uploads)
    and part.circle_id in (select id from access.circles c where c.network_id = network and c.kind = 'intake');
end $$;
grant execute on function access.make_report_circle to fener_public;
