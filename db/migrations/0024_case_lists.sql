-- What lists of cases need, beside the case: written with every fact in the same transaction (src/cases/line.ts), so that a page of a
-- list reads rows of cases and no facts. What a provider answers is not among it: a provider cannot write here, so the days on which
-- answers are due are read from the referrals themselves.
alter table cases.cases
  add column stage       text,
  add column risk        text check (risk in ('low', 'medium', 'high')),
  add column assigned_to uuid,                       -- who leads it
  add column due_kind    text,                       -- what waits first, without what waits for a provider
  add column due_on      date,
  add column ground_on   date;                       -- from this day on a referral that is still pending rests on no consent
grant update (stage, risk, assigned_to, due_kind, due_on, ground_on) on cases.cases to fener_app;

-- Tables whose rows are read by their case or their referral, in a policy that compares circles: which referrals are a case's.
create index case_referrals_case on services.case_referrals (network_id, case_id);
create index files_case on cases.files (network_id, case_id);

-- The one policy form, read once a statement instead of once a row: a case manager of some years is in hundreds of circles, and taking that
-- list apart for every row cost more than the rest of opening a case. `(select …)` of settings alone is worked out before the first
-- row; it looks at no table, and without a setting it is null, which is nobody's (docs/decisions/0016-same-person.md).
create or replace procedure platform.protect(t regclass, variadic readers text[]) language plpgsql as $$
declare r text;
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  foreach r in array readers loop
    execute format($p$create policy reach_%s on %s for all to %s
      using      (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
                  and circle_id = any ((select string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])::uuid[]))
      with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
                  and circle_id = any ((select string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])::uuid[]))$p$,
      r, t, r);
  end loop;
end $$;

do $$
declare
  p record;
  old text := $p$ANY ((string_to_array(NULLIF(current_setting('fener.circles'::text, true), ''::text), ','::text))::uuid[])$p$;
  new text := $p$ANY ((SELECT string_to_array(NULLIF(current_setting('fener.circles', true), ''), ',')::uuid[])::uuid[])$p$;
  old_kept text := replace(old, 'circles', 'kept');
  new_kept text := replace(new, 'circles', 'kept');
begin
  for p in
    select format('%I.%I', schemaname, tablename) as t, policyname,
           replace(replace(qual, old, new), old_kept, new_kept) as using_now,
           replace(replace(with_check, old, new), old_kept, new_kept) as check_now
    from pg_policies where coalesce(qual, '') || coalesce(with_check, '') like '%string_to_array%'
  loop
    execute format('alter policy %I on %s', p.policyname, p.t)
      || coalesce(' using (' || p.using_now || ')', '') || coalesce(' with check (' || p.check_now || ')', '');
  end loop;
end $$;
