// A great many cases in 38 networks, made by set-based SQL as the owner. Ids, codes, days and counts are like those of real cases; what is
// sealed has its true length in the first two networks, which are the ones measured, and 64 bytes elsewhere (or the disk would fill):
// long values lie outside the table's own pages either way, so the rows in between cost the same.
import type pg from 'pg'

export type Size = { cases: number; networks: number; managers: number; providers: number }
/** What indicators are counted from, and nothing that is sealed: a tenth of the rows. */
const countedTables =
  /insert into (identity\.networks|identity\.organisations|identity\.people|cases\.cases|cases\.facts|services\.referrals|services\.referral_facts)|create temp table/

/** Of one network, for `$1` cases from `$2` on. Cases are led by managers in turn, with a colleague; four of five are closed. */
const ofNetwork = (sealed: boolean): readonly string[] => {
  const bytes = (length: number) => `decode(repeat(md5(n::text), ${sealed ? length / 16 : 4}), 'hex')`
  return [
    `insert into identity.networks (network_id, slug, profile, receipt_salt, set_up_on)
     values ($1, 'network-' || $1::text, '{"id":"x","name":{"sr":"x","sq":"x","en":"x"}}', decode(md5('salt'), 'hex'), '2020-01-01')`,
    `insert into identity.organisations (network_id, id, name, kind, kinds_of_help)
     select $1, pg_temp.id($1, 'organisation', n), '{"sr":"x","sq":"x","en":"x"}', 'ngo', '{shelter,legal}' from generate_series(0, 11) n`,
    `insert into identity.people (network_id, id, organisation_id, email, name, locale, recipient, sign_public, joined_on)
     select $1, pg_temp.id($1, 'person', n), pg_temp.id($1, 'organisation', n % 12), n || '@' || $1::text, 'Osoba ' || n, 'sr-Latn',
       'age1pq1' || repeat('q', 1952), sha256(n::text::bytea), '2020-01-01' from generate_series(0, $4::int + $5::int - 1) n`,
    `insert into identity.memberships (network_id, person_id, role, from_at)
     select $1, pg_temp.id($1, 'person', n), case when n < $4 then 'case-manager' else 'provider' end, '2020-01-01'
     from generate_series(0, $4::int + $5::int - 1) n`,
    `insert into identity.sessions (network_id, hash, person_id, expires_at)
     select $1, sha256(($1::text || n)::bytea), pg_temp.id($1, 'person', n), '2100-01-01' from generate_series(0, $4::int - 1) n`,
    `create temp table one on commit drop as
     select n, (array['kesten','breza','hrast','klen','bagrem'])[1 + n / 9000] || '-' || (n % 9000 + 1) as code, pg_temp.id($1, 'case', n) as id, pg_temp.id($1, 'circle', n) as circle, pg_temp.id($1, 'referral', n) as referral,
       pg_temp.id($1, 'referral-circle', n) as referral_circle, pg_temp.id($1, 'victim', n) as victim,
       pg_temp.id($1, 'person', n % $4::int) as lead, pg_temp.id($1, 'person', (n + 1 + n / $4::int % ($4::int - 1)) % $4::int) as colleague,
       pg_temp.id($1, 'person', $4::int + n % $5::int) as provider, current_date - (n % 1800) as opened, n % 5 > 0 as closed,
       n % 5 = 0 and n % 3 = 0 as waits
     from generate_series($2::int, $2::int + $3::int - 1) n`,
    `insert into access.circles (network_id, id, kind, epoch, made_by, made_at)
     select $1, c, k, 1, lead, opened from one, lateral (values (circle, 'case'), (referral_circle, 'referral')) v (c, k) where k = 'case' or n % 5 < 3`,
    `insert into access.circle_epochs (network_id, circle_id, epoch, recipient, made_by, made_at)
     select $1, c, 1, 'age1pq1' || repeat('q', ${sealed ? 1952 : 48}), lead, opened
     from one, lateral (values (circle, true), (referral_circle, n % 5 < 3)) v (c, k) where k`,
    `insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
     select $1, c, a, 'member', lead, opened from one, lateral (values (circle, lead, true), (circle, colleague, true),
       (referral_circle, lead, n % 5 < 3), (referral_circle, colleague, n % 5 < 3), (referral_circle, provider, n % 5 < 3)) v (c, a, k) where k`,
    `insert into access.wraps (network_id, circle_id, epoch, account_id, granted_by, sealed)
     select $1, c, 1, a, lead, ${bytes(5760)} from one, lateral (values (circle, lead, true), (circle, colleague, true),
       (referral_circle, lead, n % 5 < 3), (referral_circle, colleague, n % 5 < 3), (referral_circle, provider, n % 5 < 3)) v (c, a, k) where k`,
    `insert into cases.cases (network_id, id, circle_id, code, opened_on, status, stage, risk, assigned_to, due_kind, due_on)
     select $1, id, circle, code, opened, case when closed then 'closed' else 'active' end,
       case when closed then null else 'needs-and-risk' end, (array['low','medium','high'])[1 + n % 3], lead,
       case when closed then null else 'give-planned-help' end, case when closed then null else current_date + (n / 5) % 60 - 20 end from one`,
    `insert into cases.persons (network_id, id, circle_id, case_id, part, coded)
     select $1, victim, circle, id, 'presumed-victim',
       '{"forms":["oblik-radna"],"gender":"Feminine","isChild":"no","methodsOfControl":["DebtBondage","PsychologicalAbuse"]}' from one`,
    `insert into cases.sealed_records (network_id, id, circle_id, case_id, person_id, purpose, rev, epoch, account_id, at, sealed)
     select $1, victim, circle, id, victim, 'identity', r, 1, lead, opened, ${bytes(5760)} from one, generate_series(1, 2) r`,
    `insert into cases.facts (network_id, id, circle_id, case_id, kind, happened_on, at, account_id, detail)
     select $1, pg_temp.id($1, k, n), circle, id, k, opened + d, opened + d + interval '10 hours', lead, detail
     from one, lateral (values
       ('case-opened', 0, '{"origin":"professional"}'::jsonb, true), ('case-assigned', 0, jsonb_build_object('to', lead), true),
       ('person-recorded', 0, jsonb_build_object('person', victim, 'role', 'presumed-victim', 'under18', 'no'), true),
       ('risk-assessed', 1, jsonb_build_object('person', victim, 'level', 'high', 'placement', 'safe-house'), true),
       ('consent-recorded', 1, jsonb_build_object('person', victim, 'consent', victim, 'purpose', 'sharing-with-named-body', 'recipient', victim,
         'channel', 'spoken', 'language', 'sq', 'textVersion', '2026-1', 'explainedBy', lead, 'told', '[]'::jsonb), true),
       ('referral-sent', 1, jsonb_build_object('person', victim, 'referral', referral, 'service', 'shelter', 'urgency', 'soon', 'to', victim,
         'basis', jsonb_build_object('kind', 'consent', 'consent', victim)), n % 5 < 3),
       ('assistance-planned', 2, jsonb_build_object('person', victim, 'service', 'legal', 'owner', victim, 'until', '2026-12-01'), true),
       ('assistance-given', 5, jsonb_build_object('person', victim, 'service', 'medical', 'emergency', false), true),
       ('reflection-period-granted', 5, jsonb_build_object('person', victim, 'days', 90, 'until', '2026-12-01'), true),
       ('status-determined', 60, jsonb_build_object('person', victim, 'status', 'formally-identified', 'body', 'Police', 'reason', 'signs-confirmed'), true),
       ('follow-up-visited', 90, jsonb_build_object('person', victim, 'level', 'low'), true),
       ('case-closed', 120, '{"reason":"plan-fulfilled"}', closed)) f (k, d, detail, happened)
     where happened order by n, d`,
    `insert into cases.match_tokens (network_id, circle_id, case_id, person_id, token)
     select $1, circle, id, victim, substr(sha256((victim::text || k)::bytea), 1, 16) from one, generate_series(1, 6) k`,
    `insert into services.referrals (network_id, id, circle_id, code, kind_of_help, urgency, from_organisation, to_organisation, sent_on, answer_by, status)
     select $1, referral, referral_circle, 'most-' || n, 'shelter', 'soon', pg_temp.id($1, 'organisation', 0), pg_temp.id($1, 'organisation', 1),
       opened, case when waits then current_date + n % 9 - 3 else opened + 2 end, case when waits then 'sent' else 'delivered' end
     from one where n % 5 < 3`,
    `insert into services.case_referrals (network_id, referral_id, circle_id, case_id, case_code)
     select $1, referral, circle, id, code from one where n % 5 < 3`,
    `insert into services.referral_facts (network_id, id, circle_id, referral_id, kind, happened_on, at, account_id)
     select $1, pg_temp.id($1, k, n), referral_circle, referral, k, opened, opened, lead
     from one, unnest(array['referral-drafted','referral-sent','service-delivered']) k where n % 5 < 3`
  ]
}

/** The id of the n-th thing of a kind in a network; the same each time, and as scattered as a random one. */
export const makeId = `create function pg_temp.id(network uuid, kind text, n int) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(network::text || kind || n) placing '4' from 13) placing '8' from 17)::uuid $$`

/** Gives the networks, the two that are measured first. Constraints were checked when the rules were written: here they are not. */
export const makeUpCases = async (
  owner: pg.Client,
  { cases, networks, managers, providers }: Size,
  say: (line: string) => void,
  countedOnly = false
): Promise<string[]> => {
  await owner.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`
  )
  await owner.query(makeId)
  for (const [table, column] of [
    ['access.wraps', 'sealed'],
    ['cases.sealed_records', 'sealed']
  ])
    await owner.query(`alter table ${table} alter column ${column} set storage external`)
  const ids = Array.from({ length: networks }, () => crypto.randomUUID() as string)
  const each = Math.ceil(cases / networks)
  for (const [index, network] of ids.entries()) {
    await owner.query('begin')
    const statements = ofNetwork(index < 2 && !countedOnly)
    for (const statement of countedOnly ? statements.filter(s => countedTables.test(s)) : statements) {
      const values = [network, 0, each, managers, providers]
      // PostgreSQL wants to be given exactly what a statement names
      const used = values.filter((_, at) => statement.includes(`$${at + 1}`))
      const numbered = values.reduce<string>((text, _, at) => {
        const now = values.slice(0, at + 1).filter((_, b) => statement.includes(`$${b + 1}`)).length
        return text.replaceAll(`$${at + 1}`, `$${now}`)
      }, statement)
      await owner.query(numbered.replaceAll('$1', '$1::uuid'), used)
    }
    await owner.query('commit')
    say(`${index + 1} of ${networks} networks`)
  }
  await owner.query('set session_replication_role = origin; analyze')
  return ids
}
