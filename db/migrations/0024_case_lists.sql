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
