// PLN3: a made-up year of early warning with known answers: alerts, questionnaires filled in, forms, matrices.
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerOf } from '#plan/testing/known-year.ts'
import { riskIndicators } from './alerts/indicators.server.ts'
import { fieldIndicators } from './field/indicators.server.ts'
import { formIndicators } from './forms/indicators.server.ts'
import { matrixIndicators } from './matrices/indicators.server.ts'

const database = testDatabase()
const owner = (text: string, values: unknown[]) => database.owner.query(text, values)
const indicators = [...riskIndicators, ...fieldIndicators, ...formIndicators, ...matrixIndicators]
let network: NetworkId

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  const ana = await makePerson(database, network, 'case-manager')
  const by = ana.actor.account
  const circle = (await makeTestCircle(database, network, 'warning', [ana])).id
  const alert = (
    raised: string,
    category: string | null,
    closed?: [on: string, outcome: string, reason?: string]
  ) =>
    owner(
      `insert into risk.alerts (network_id, id, circle_id, source_kind, source_id, kind, category, level, why, raised_on, state, outcome, reason, closed_on, due_at)
       values ($1, $2::uuid, $3, 'hand', ($2::uuid)::text, 'sign', $4, 'risk', '{}', $5, $6, $7, $8, $9, $10)`,
      [network, id(), circle, category, raised, closed ? 'closed' : 'waiting', closed?.[1] ?? null, closed?.[2] ?? null, closed?.[0] ?? null, closed ? null : '2030-01-01'] // prettier-ignore
    )
  await alert('2023-12-31', 'rk-zene', ['2024-01-01', 'prevented'])
  await alert('2024-01-01', 'rk-zene', ['2024-02-29', 'came-true'])
  await alert('2024-02-29', 'rk-deca', ['2024-12-31', 'did-not'])
  await alert('2024-03-31', null, ['2024-04-01', 'cannot-be-known', 'person-left'])
  await alert('2024-10-27', 'rk-zene')
  await alert('2024-12-31', 'rk-zene', ['2025-01-01', 'did-not'])
  // no risks at all: taken out of both numbers
  await alert('2024-05-01', 'rk-zene', ['2024-05-02', 'did-not', 'mistake'])
  await alert('2024-05-01', 'rk-deca', ['2024-05-02', 'did-not', 'same-as-another'])

  const filled = (on: string, category: string | null, informed: string | null) =>
    owner(
      `insert into risk.submissions (network_id, id, circle_id, epoch, form_id, form_version, filled_on, arrived_on, mode, language, category, informed, sent_by, sealed, erase_on)
       values ($1, $2, $3, 1, 'f', '1', $4, '2026-01-01', 'field', 'ar', $5, $6, $7, '\\x00', '2099-01-01')`,
      [network, id(), circle, on, category, informed, by]
    )
  // by the day on which it was filled in, whenever it arrived
  await filled('2023-12-31', 'rk-zene', 'rights-ar')
  await filled('2024-01-01', 'rk-zene', null)
  await filled('2024-02-29', 'rk-deca', 'rights-ar')
  await filled('2024-12-31', null, 'rights-ar')

  const form = (form: string, version: string, used: string | null) =>
    owner(
      `insert into risk.forms (network_id, id, form_id, version, state, document, xform, hash, title, languages, questions, made_by, made_at, edited_by, edited_at, used_on)
       values ($1, $2, $3, $4, $5, '{}', $6, $7, '{}', '{sr}', 1, $8, '2024-01-01', $8, '2024-01-01', $9)`,
      [
        network,
        id(),
        form,
        version,
        used ? 'in-use' : 'draft',
        used && '<x/>',
        used && '0'.repeat(32),
        by,
        used
      ]
    )
  await form('draft', '1', null)
  await form('used', '1', '2024-12-31')
  const matrix = (category: string, version: number, state: string, met: string) =>
    owner(
      `insert into risk.matrices (network_id, id, category, version, state, document, examples, begun_from, made_by, made_at, edited_by, edited_at, met_on, adoption, adopted_by, adopted_at)
       values ($1, $2, $3, $4, $5, '{}', '[]', 'shipped', $6, '2024-01-01', $6, '2024-01-01', $7, '{}', $6, '2024-01-01')`,
      [network, id(), category, version, state, by, met]
    )
  await matrix('rk-zene', 1, 'adopted', '2024-02-29')
})

it.each([
  ['early-risks-recognised', '2024', '5 (rk-deca 1, rk-zene 3, not-broken-down 1)'],
  ['early-risks-recognised', '2024-02', '1 (rk-deca 1)'],
  ['early-risks-recognised', '2024-Q1', '3 (rk-deca 1, rk-zene 1, not-broken-down 1)'],
  ['early-risks-recognised', '2023', '1 (rk-zene 1)'],
  ['early-risks-recognised', '2025', '0'],
  ['early-risks-averted', '2024', '2/3'],
  ['early-risks-averted', '2024-02', '0/1'],
  ['early-risks-averted', '2024-04', '0/0'],
  ['early-risks-averted', '2025', '1/1'],
  ['migrants-profiled', '2024', '3 (rk-deca 1, rk-zene 1, not-broken-down 1)'],
  ['migrants-profiled', '2023', '1 (rk-zene 1)'],
  ['migrants-informed', '2024', '2 (rk-deca 1, not-broken-down 1)'],
  ['migrants-informed', '2024-12', '1'],
  ['migrants-informed', '2025', '0'],
  ['questionnaires-created', '2023', 'no'],
  ['questionnaires-created', '2024-Q3', 'no'],
  ['questionnaires-created', '2024', 'yes'],
  ['questionnaires-created', '2025', 'yes'],
  ['working-group-formed', '2024-02', 'yes'],
  ['working-group-formed', '2023', 'no'],
  ['risk-matrix-adopted', '2024-Q1', 'yes'],
  ['risk-matrix-adopted', '2023', 'no']
])('%s in %s: %s', async (code, period, answer) => {
  expect(await answerOf(network, indicators, code, period)).toBe(answer)
})
