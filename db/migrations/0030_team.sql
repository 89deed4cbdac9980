-- Who works on a case (docs/decisions/0017-working-together.md): taking somebody off it, what a worker leaves behind, and the load of each.
-- In all three somebody asks about rows they do not see; so each is one function that gives no more than the answer.

-- What the functions below need, and nothing beside it.
create policy team on access.circles for select to fener_owner using (kind in ('case', 'referral'));
create policy team_marks on access.circles for update to fener_owner using (kind in ('case', 'referral')) with check (renew_since is not null);
create policy team_leaves on access.circle_members for update to fener_owner using (true) with check (until_at is not null);
create policy team_leaves on access.wraps for select to fener_owner using (true);
create policy team_forgets on access.wraps for delete to fener_owner using (true);
create policy team on services.case_referrals for select to fener_owner using (true);
create policy team on services.referrals for select to fener_owner using (true);
create policy team_leaves on services.referrals for update to fener_owner using (true) with check (true);
create policy team on cases.tasks for select to fener_owner using (true);
create policy team on identity.memberships for select to fener_owner using (true);

-- Ending an access asks what would be left alone: of this schema the role that signs people in may call two functions, and read nothing.
grant usage on schema cases to fener_identity;

-- Whoever joins a case is of its team where a referral ends, too (0022).
grant update (team) on services.referrals to fener_app;

-- Takes one of a team off the case and off its referrals, whichever of these the caller is in: rows, keys, and the mark for new keys. The caller
-- must be of the team; whoever is at work on a referral as its provider stays there.
create function cases.leave_team(of_case uuid, leaver uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  network uuid := nullif(current_setting('fener.network_id', true), '')::uuid;
  me uuid := nullif(current_setting('fener.account_id', true), '')::uuid;
  home uuid;
  ended uuid[];
begin
  select c.circle_id into home from cases.cases c where c.network_id = network and c.id = of_case;
  if leaver = me or (select count(*) from access.circle_members m
                     where m.network_id = network and m.circle_id = home and m.account_id in (me, leaver)
                       and m.kind = 'member' and m.until_at is null) <> 2 then
    raise exception 'not of this team' using errcode = '22023';
  end if;
  select array_agg(t.id) into ended from (
    select home as id
    union
    select r.circle_id from services.case_referrals l
    join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
    where l.network_id = network and l.case_id = of_case
      and not exists (
        select from identity.people p
        join identity.memberships s on s.network_id = p.network_id and s.person_id = p.id and s.role = 'provider' and s.until_at is null
        where p.network_id = network and p.id = leaver and p.organisation_id = r.to_organisation
          and r.status not in ('declined', 'followed-up', 'revoked', 'expired'))) t;
  -- to a referral that is over nothing is added: it needs no new key
  update access.circles o set renew_since = coalesce(o.renew_since, at)
  where o.network_id = network and o.id = any (ended) and o.ended_at is null
    and exists (select from access.circle_members m where m.network_id = network and m.circle_id = o.id and m.account_id = leaver and m.until_at is null)
    and not exists (select from services.referrals r where r.network_id = network and r.circle_id = o.id
                    and r.status in ('declined', 'followed-up', 'revoked', 'expired'));
  update access.circle_members m set until_at = at
  where m.network_id = network and m.circle_id = any (ended) and m.account_id = leaver and m.until_at is null;
  delete from access.wraps w where w.network_id = network and w.circle_id = any (ended) and w.account_id = leaver;
  update services.referrals r set team = array_remove(r.team, leaver)
  where r.network_id = network and r.circle_id = any (ended) and leaver = any (r.team);
end $$;
revoke execute on function cases.leave_team from public;
grant execute on function cases.leave_team to fener_app;

-- What would be left lying if this person went now: numbers, no case and no word.
create function cases.left_open(person uuid) returns table (led integer, alone integer, tasks integer, referrals integer, unanswered integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with network as (select nullif(current_setting('fener.network_id', true), '')::uuid as id),
  mine as (select m.circle_id from access.circle_members m, network n
           where m.network_id = n.id and m.account_id = person and m.kind = 'member' and m.until_at is null),
  open_cases as (select c.id, c.circle_id, c.assigned_to from cases.cases c, network n
                 where c.network_id = n.id and c.status <> 'closed' and c.circle_id in (select circle_id from mine)),
  received as (select r.id, r.circle_id, r.to_organisation, r.team from services.referrals r, network n
               where r.network_id = n.id and r.status in ('sent', 'accepted', 'in-service')
                 and r.circle_id in (select circle_id from mine) and person <> all (r.team))
  select
    (select count(*) from open_cases where assigned_to = person)::integer,
    -- a case of which nobody else holds the key
    (select count(*) from open_cases c where not exists (
       select from access.circle_members o, network n
       where o.network_id = n.id and o.circle_id = c.circle_id and o.account_id <> person and o.kind = 'member' and o.until_at is null))::integer,
    (select count(*) from cases.tasks t, network n where t.network_id = n.id and t.owner = person and t.state = 'open'
       and t.circle_id in (select circle_id from mine))::integer,
    (select count(*) from received)::integer,
    -- a referral that nobody else of its provider can open
    (select count(*) from received r where not exists (
       select from access.circle_members o join identity.people p on p.network_id = o.network_id and p.id = o.account_id, network n
       where o.network_id = n.id and o.circle_id = r.circle_id and o.account_id <> person and o.until_at is null
         and o.account_id <> all (r.team) and p.organisation_id = r.to_organisation))::integer
$$;
revoke execute on function cases.left_open from public;
grant execute on function cases.left_open to fener_app, fener_identity;

-- The circles of open cases, and of their referrals, which on the side of the case this person alone can open: their keys outlive them.
create function cases.alone_with(person uuid) returns table (circle_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with network as (select nullif(current_setting('fener.network_id', true), '')::uuid as id),
  alone as (select c.network_id, c.id, c.circle_id from cases.cases c
            join access.circle_members m on m.network_id = c.network_id and m.circle_id = c.circle_id and m.account_id = person
              and m.kind = 'member' and m.until_at is null, network n
            where c.network_id = n.id and c.status <> 'closed' and not exists (
              select from access.circle_members o where o.network_id = c.network_id and o.circle_id = c.circle_id
                and o.account_id <> person and o.kind = 'member' and o.until_at is null))
  select a.circle_id from alone a
  union
  select r.circle_id from alone a
  join services.case_referrals l on l.network_id = a.network_id and l.case_id = a.id
  join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
$$;
revoke execute on function cases.alone_with from public;
grant execute on function cases.alone_with to fener_app, fener_identity;

-- Open cases in which nobody is left, each with its referrals' circles, by whoever held the key last: that person can be let in once more.
create function cases.orphaned() returns table (last_holder uuid, circle_id uuid, referrals uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with network as (select nullif(current_setting('fener.network_id', true), '')::uuid as id)
  select (select m.account_id from access.circle_members m
          join access.wraps w on w.network_id = m.network_id and w.circle_id = m.circle_id and w.account_id = m.account_id
          where m.network_id = c.network_id and m.circle_id = c.circle_id and m.kind = 'member'
          order by w.epoch desc, m.until_at desc limit 1),
         c.circle_id,
         array(select r.circle_id from services.case_referrals l
               join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
               where l.network_id = c.network_id and l.case_id = c.id)
  from cases.cases c, network n
  where c.network_id = n.id and c.status <> 'closed' and c.circle_id is not null
    and not exists (select from access.circle_members o where o.network_id = c.network_id and o.circle_id = c.circle_id
                    and o.kind = 'member' and o.until_at is null)
$$;
revoke execute on function cases.orphaned from public;
grant execute on function cases.orphaned to fener_app, fener_identity;

-- The load of each worker, in numbers. `today` is the network's.
create function cases.load_of_workers(today date) returns table (
  account uuid, open_cases integer, high_risk integer, late_cases integer, late_tasks integer, waiting integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with network as (select nullif(current_setting('fener.network_id', true), '')::uuid as id),
  led as (select c.assigned_to as account, count(*) as open_cases, count(*) filter (where c.risk = 'high') as high_risk,
                 count(*) filter (where c.due_on < today) as late_cases
          from cases.cases c, network n where c.network_id = n.id and c.status <> 'closed' and c.assigned_to is not null group by 1),
  tasks as (select t.owner as account, count(*) as late_tasks from cases.tasks t, network n
            where t.network_id = n.id and t.state = 'open' and t.due_on < today group by 1),
  -- sent by the cases somebody leads, or come to their organisation
  sent as (select c.assigned_to as account, r.id from services.referrals r
           join services.case_referrals l on l.network_id = r.network_id and l.referral_id = r.id
           join cases.cases c on c.network_id = l.network_id and c.id = l.case_id, network n
           where r.network_id = n.id and r.status = 'sent' and c.assigned_to is not null
           union
           select m.account_id, r.id from services.referrals r
           join access.circle_members m on m.network_id = r.network_id and m.circle_id = r.circle_id and m.until_at is null, network n
           where r.network_id = n.id and r.status = 'sent' and m.account_id <> all (r.team)),
  waiting as (select s.account, count(*) as waiting from sent s group by 1)
  select p.id, coalesce(l.open_cases, 0)::integer, coalesce(l.high_risk, 0)::integer, coalesce(l.late_cases, 0)::integer,
         coalesce(t.late_tasks, 0)::integer, coalesce(w.waiting, 0)::integer
  from identity.people p
  left join led l on l.account = p.id left join tasks t on t.account = p.id left join waiting w on w.account = p.id, network n
  where p.network_id = n.id and (p.left_at is null or l.account is not null or t.account is not null)
$$;
revoke execute on function cases.load_of_workers from public;
grant execute on function cases.load_of_workers to fener_statistics;
