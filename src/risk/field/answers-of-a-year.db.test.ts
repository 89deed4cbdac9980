// What is given to the browser for a try: the year's sealed answers of one category, part by part, to the circle alone, and entered.
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { exampleForm } from '../forms/testing/examples.ts'
import { writeXForm } from '../forms/write-xform.ts'
import { answersOfYear, whyNoYear, type PartOfYear } from './answers-of-a-year.server.ts'

const database = testDatabase()
const owner = (text: string, values: unknown[] = []) => database.owner.query(text, values)
const zone = 'Europe/Belgrade'
let network: NetworkId
let manager: TestPerson
let circle: CircleId

const daysAgo = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10)
const submit = async (form: string, version: string, day: string) => {
  const row = id()
  await owner(
    `insert into risk.submissions (network_id, id, circle_id, epoch, form_id, form_version, filled_on, arrived_on, mode, language, settlement,
       sent_by, sealed, erase_on) values ($1, $2, $3, 1, $4, $5, $6, $6, 'field', 'ar', 'ranilug', $7, 'x', current_date + 30)`,
    [network, row, circle, form, version, day, manager.actor.account]
  )
  return row
}

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  manager = await makePerson(database, network, 'case-manager')
  const { account } = manager.actor
  circle = (await makeTestCircle(database, network, 'warning', [manager])).id
  const matrices = { 'rk-zene': id(), 'rk-deca': id() }
  for (const [category, matrix] of Object.entries(matrices))
    await owner(
      `insert into risk.matrices (network_id, id, category, version, document, examples, begun_from, made_by, made_at, edited_by, edited_at)
       values ($1, $2, $3, 1, '{}', '[]', 'file', $4, now(), $4, now())`,
      [network, matrix, category, account]
    )
  const xform = writeXForm(exampleForm(), { formId: 'a', version: '1' })
  const tied = JSON.stringify([{ sign: 'works', at: '/x/y', yes: ['z'], no: [] }])
  for (const [form, version, matrix, ties] of [
    ['a', '1', matrices['rk-zene'], null],
    ['a', '2', matrices['rk-zene'], tied],
    ['b', '1', matrices['rk-deca'], null],
    ['c', '1', null, null]
  ])
    await owner(
      `insert into risk.forms (network_id, id, form_id, version, state, xform, hash, title, languages, questions, matrix_id, matrix_version,
         ties, made_by, made_at, edited_by, edited_at, used_on, retired_on)
       values ($1, $2, $3, $4, 'retired', $5, 'x', '{}', '{}', 1, $6, $7, $8, $9, now(), $9, now(), current_date, current_date)`,
      [network, id(), form, version, xform, matrix, matrix && 1, ties, account]
    )
})

it('comes a part at a time, the newest first, each answer once, with the ties of its own version', async () => {
  const wanted = [
    await submit('a', '2', daysAgo(0)),
    ...(await Promise.all(Array.from({ length: 60 }, (_, n) => submit('a', '1', daysAgo(20 + (n % 7)))))),
    await submit('a', '1', daysAgo(363))
  ]
  await submit('a', '1', daysAgo(370))
  await submit('b', '1', daysAgo(1))
  await submit('c', '1', daysAgo(1))
  const parts: PartOfYear[] = []
  for (let after = null as { on: string; id: string } | null; ;) {
    const part = await answersOfYear(manager.actor, 'rk-zene', { after }, zone)
    parts.push(part)
    const last = part.lines.at(-1)!
    after = { on: last.filledOn, id: last.id }
    if (!part.more) break
  }
  const lines = parts.flatMap(part => part.lines)
  expect(parts.map(part => [part.lines.length, part.all])).toEqual([
    [40, 62],
    [22, 62]
  ])
  expect(lines.map(line => line.id).toSorted()).toEqual(wanted.toSorted())
  expect(lines.map(line => line.filledOn)).toEqual(
    lines
      .map(line => line.filledOn)
      .toSorted()
      .toReversed()
  )
  expect(parts[0]!.ties[lines[0]!.form]).toEqual([{ sign: 'works', at: '/x/y', yes: ['z'], no: [] }])
  expect(parts[0]!.ties[lines[1]!.form]).toEqual([
    { sign: 'papers-kept', at: '/data/papers', yes: ['yes'], no: ['no'] }
  ])
  const { rows } = await owner(
    `select detail from audit.entries where network_id = $1 and verb = 'submission.try' order by at, id`,
    [network]
  )
  expect(rows.flatMap(row => row.detail.submissions).toSorted()).toEqual(wanted.toSorted())
})

it('is not for whoever stands outside the circle, nor for whoever writes no matrix', async () => {
  const outside = { ...manager.actor, circles: [] }
  const operator = { ...manager.actor, roles: ['operator' as const] }
  for (const who of [outside, operator])
    await expect(answersOfYear(who, 'rk-zene', { after: null }, zone)).rejects.toMatchObject({
      code: 'common.not-found'
    })
  expect([await whyNoYear(manager.actor), await whyNoYear(outside), await whyNoYear(operator)]).toEqual([
    undefined,
    'circle',
    'role'
  ])
})
