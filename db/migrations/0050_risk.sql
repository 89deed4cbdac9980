-- Early warning (docs/decisions/0021 to 0027). One standing circle reads what is sealed for it; field workers seal to it and read nothing back.
create schema risk;
grant usage on schema risk to fener_app, fener_statistics, fener_jobs;

alter table access.circles drop constraint circles_kind_check;
alter table access.circles add constraint circles_kind_check
  check (kind in ('intake', 'coordination', 'case', 'referral', 'report', 'matching', 'warning'));
create unique index circles_warning on access.circles (network_id) where kind = 'warning' and ended_at is null;

-- To whom staff outside the circle seal: its public half, and nothing of who is in it.
create policy warned on access.circles for select to fener_owner using (kind = 'warning');
create policy warned on access.circle_epochs for select to fener_owner using (true);
create function access.warning_circle() returns table (circle uuid, epoch integer, recipient text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.epoch, e.recipient from access.circles c
  join access.circle_epochs e on e.network_id = c.network_id and e.circle_id = c.id and e.epoch = c.epoch
  where c.network_id = nullif(current_setting('fener.network_id', true), '')::uuid and c.kind = 'warning' and c.ended_at is null
$$;
grant execute on function access.warning_circle to fener_app;
