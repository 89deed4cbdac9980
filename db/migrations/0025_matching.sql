-- "Is this person known elsewhere?" (docs/decisions/0016-same-person.md). Tokens are made in a browser under the case managers' common
-- key and again here under the server's; whoever asks learns which organisation may know the person, and no more.
create schema matching;
grant usage on schema matching to fener_app;

-- The circle whose key all case managers hold for this. It has no rows: only its key is used.
alter table access.circles drop constraint circles_kind_check;
alter table access.circles add constraint circles_kind_check
  check (kind in ('intake', 'coordination', 'case', 'referral', 'report', 'matching'));
create unique index circles_matching on access.circles (network_id) where kind = 'matching' and ended_at is null;

-- Within its case's circle like everything of a person; across circles it is reached through matching.ask alone.
create table cases.match_tokens (
  network_id uuid not null,
  circle_id  uuid not null,
  case_id    uuid not null,
  person_id  uuid not null,
  token      bytea not null check (length(token) = 16),
  primary key (network_id, token, person_id),
  foreign key (network_id, case_id) references cases.cases
);
create index match_tokens_person on cases.match_tokens (network_id, person_id);
call platform.protect('cases.match_tokens', 'fener_app');
grant select, insert, delete on cases.match_tokens to fener_app;

-- Who asked, and when: theirs to see. What was asked is kept nowhere.
create table matching.questions (
  network_id   uuid not null references identity.networks,
  id           uuid not null,
  asked_by     uuid not null,
  organisation uuid not null,
  at           timestamptz not null,
  primary key (network_id, id),
  foreign key (network_id, asked_by) references identity.people
);
create index questions_by on matching.questions (network_id, asked_by, at desc);
alter table matching.questions enable row level security;
alter table matching.questions force row level security;
create policy own on matching.questions for all to fener_app
  using (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
         and asked_by = nullif(current_setting('fener.account_id', true), '')::uuid)
  with check (network_id = nullif(current_setting('fener.network_id', true), '')::uuid
              and asked_by = nullif(current_setting('fener.account_id', true), '')::uuid);
grant select, insert on matching.questions to fener_app;

-- A case whose tokens met the question. Its team sees that somebody asked, and answers; the case itself is theirs alone.
create table matching.meetings (
  network_id   uuid not null,
  id           uuid not null,
  question_id  uuid not null,
  circle_id    uuid not null,
  case_id      uuid not null,
  organisation uuid not null,                         -- of whoever leads that case
  asked_by     uuid not null,
  asking       uuid not null,                         -- the organisation that asked
  at           timestamptz not null,
  answer       text check (answer in ('same', 'not-same', 'call')),
  goes_on      text check (goes_on in ('asked', 'asking', 'both')),
  answered_by  uuid,
  answered_at  timestamptz,
  epoch        integer,
  sealed       bytea,                                 -- a message, sealed to the matching circle
  primary key (network_id, id),
  check ((answer is null) = (answered_at is null)),
  check ((goes_on is not null) = (answer is not distinct from 'same')),
  foreign key (network_id, question_id) references matching.questions,
  foreign key (network_id, case_id) references cases.cases
);
create index meetings_circle on matching.meetings (network_id, circle_id, at desc);
create index meetings_question on matching.meetings (network_id, question_id);
call platform.protect('matching.meetings', 'fener_app');
grant select, update (answer, goes_on, answered_by, answered_at, epoch, sealed) on matching.meetings to fener_app;

-- What the two functions below need, and nothing beside it.
create policy matcher on cases.match_tokens for select to fener_owner using (true);
create policy matcher on cases.cases for select to fener_owner using (true);
create policy matcher on matching.questions for select to fener_owner using (true);
create policy matcher on matching.meetings for select to fener_owner using (true);
create policy matcher_meets on matching.meetings for insert to fener_owner with check (answer is null);

-- Asks with finished tokens on behalf of a question that the caller has just written. Notes the meeting for every case that met, and gives
-- the organisations: never a case, a person, a count, or which of the tokens met. Cases of the caller's own circles are left to the caller.
create function matching.ask(question uuid, tokens bytea[]) returns table (organisation uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  network uuid := nullif(current_setting('fener.network_id', true), '')::uuid;
  me uuid := nullif(current_setting('fener.account_id', true), '')::uuid;
  mine uuid[] := coalesce(string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[], '{}');
begin
  if cardinality(tokens) > 24 or not exists (
    select from matching.questions q
    where q.network_id = network and q.id = question and q.asked_by = me and q.at > now() - interval '1 minute')
    or exists (select from matching.meetings m where m.network_id = network and m.question_id = question)
  then
    raise exception 'no question of the caller' using errcode = '22023';
  end if;
  insert into matching.meetings (network_id, id, question_id, circle_id, case_id, organisation, asked_by, asking, at)
  select network, gen_random_uuid(), question, met.circle_id, met.case_id, p.organisation_id, me, q.organisation, q.at
  from (select distinct t.circle_id, t.case_id from cases.match_tokens t
        where t.network_id = network and t.token = any (tokens) and t.circle_id <> all (mine)) met
  join cases.cases c on c.network_id = network and c.id = met.case_id
  join identity.people p on p.network_id = network and p.id = coalesce(c.assigned_to,
    (select m.account_id from access.circle_members m
     where m.network_id = network and m.circle_id = met.circle_id and m.kind = 'member' order by m.until_at nulls first, m.from_at limit 1))
  join matching.questions q on q.network_id = network and q.id = question;
  return query select distinct m.organisation from matching.meetings m where m.network_id = network and m.question_id = question;
end $$;
grant execute on function matching.ask to fener_app;

-- What became of the caller's own questions: the organisation and its answer, never the case.
create function matching.answers(since timestamptz) returns table (
  id uuid, question uuid, organisation uuid, at timestamptz, answer text, goes_on text, answered_by uuid, answered_at timestamptz,
  epoch integer, sealed bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, m.question_id, m.organisation, m.at, m.answer, m.goes_on, m.answered_by, m.answered_at, m.epoch, m.sealed
  from matching.questions q
  join matching.meetings m on m.network_id = q.network_id and m.question_id = q.id
  where q.network_id = nullif(current_setting('fener.network_id', true), '')::uuid
    and q.asked_by = nullif(current_setting('fener.account_id', true), '')::uuid and q.at > since
  order by q.at desc, m.id limit 100
$$;
grant execute on function matching.answers to fener_app;
