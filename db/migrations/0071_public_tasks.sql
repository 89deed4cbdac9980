-- What the public may know of a task (docs/decisions/0034-progress.md). The reader's role loses the facts themselves, which hold people's accounts and
-- words meant for the network, and gets this: which organisation, by when, done when, evidence with an address, why it is late.
drop policy network_fener_reader on plan.task_facts;
revoke select on plan.task_facts from fener_reader;

-- the view reads as its owner, who is bound by row security like everybody
create policy public_part on plan.task_facts for select to fener_owner
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid);

create view plan.public_task_facts with (security_barrier) as
  select network_id, no, task, kind, happened_on,
    case kind
      when 'owner-named'    then jsonb_build_object('organisation', detail->'organisation')
      when 'deadline-set'   then jsonb_build_object('deadline', detail->'deadline')
      when 'evidence-added' then jsonb_build_object('address', detail->'address')
      when 'late-because'   then jsonb_build_object('words', detail->'words')
      else '{}'::jsonb
    end as detail
  from plan.task_facts
  where network_id = nullif(current_setting('fener.network_id', true), '')::uuid;
grant select on plan.public_task_facts to fener_reader;
