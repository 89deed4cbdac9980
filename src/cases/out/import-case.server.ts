// One row of somebody's spreadsheet becomes one case: its circle, its opening and its person in one transaction. The case's id comes
// from what the row says (`import-ids.ts`): sent again, after a broken line or a reload, it is the same case.
import { sql } from 'kysely'
import { z } from 'zod'
import { look, work, type Done } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { idSchema, type CaseId, type FactId, type PersonId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { dayOf } from '#services/index.ts'
import { CodedRecord } from '../coded-record.ts'
import { answers } from '../facts.ts'
import { outerToken, PersonTokens } from '../match-tokens.server.ts'
import { NewCircle, openCaseInside } from '../open-case.server.ts'
import { addPersonInside } from '../record-person.server.ts'
import { getCase } from '../rows.server.ts'
import { mostImported } from './limits.ts'
import { outVerbs } from './verbs.ts'

export const ImportCase = z.strictObject({
  case: z.uuid(),
  circle: NewCircle,
  person: idSchema<PersonId>(),
  fact: idSchema<FactId>(),
  under18: z.enum(answers),
  coded: CodedRecord,
  /** Sealed to row `person`, purpose 'identity', rev 1, under the circle's first key. */
  identity: sealedBytes.optional(),
  tokens: PersonTokens.optional()
})
export type ImportCase = z.infer<typeof ImportCase>

/** All of a row, or nothing of it. */
export const importCase = (actor: Actor, input: ImportCase) =>
  work(actor, outVerbs['case.import'], async (inside): Promise<Done<{ code: string; already: boolean }>> => {
    if (!isStaff(actor)) throw notFound()
    const { db, now } = inside
    if (!input.circle.wraps.some(wrap => wrap.account === actor.account)) throw problem('case.team', 400)
    const already = await db.row(sql<{ id: CaseId; code: string }>`
      select id, code from cases.cases where network_id = ${actor.network} and id = ${input.case}`)
    if (already)
      return {
        subject: `cases.cases/${already.id}`,
        detail: { already: true },
        reply: { code: already.code, already: true }
      }
    const opened = await openCaseInside(inside, actor, {
      case: input.case,
      circle: input.circle,
      origin: 'transfer',
      fromReport: null,
      sealed: [],
      files: []
    })
    const row = await getCase(db, actor.network, { id: opened.case })
    await addPersonInside({ db, now }, actor, row, {
      person: input.person,
      fact: input.fact,
      role: 'presumed-victim',
      under18: input.under18,
      on: dayOf(now.toISOString()),
      coded: input.coded,
      identity: input.identity && { epoch: 1, sealed: input.identity },
      tokens: input.tokens
    })
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { person: input.person, identity: !!input.identity },
      reply: { code: opened.code, already: false }
    }
  })

export const CheckImport = z.strictObject({
  rows: z
    .array(z.strictObject({ row: z.int().positive(), case: z.uuid(), tokens: PersonTokens }))
    .min(1)
    .max(mostImported)
})
export type CheckImport = z.infer<typeof CheckImport>

/** Which rows are there already, and which tell of a person of the actor's own cases. Cases of others are not compared: see ask-matches. */
export const checkImport = (actor: Actor, input: CheckImport) =>
  look(actor, outVerbs['case.check-import'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const there = await db.rows(sql<{ id: string; code: string }>`
      select id, code from cases.cases where network_id = ${network} and id = any(${input.rows.map(one => one.case)}::uuid[])`)
    const tokens = input.rows.map(one => one.tokens.map(outerToken))
    const met = await db.rows(sql<{ token: Uint8Array; code: string }>`
      select t.token, c.code from cases.match_tokens t
      join cases.cases c on c.network_id = t.network_id and c.id = t.case_id
      where t.network_id = ${network} and t.token = any(${tokens.flat()}::bytea[])`)
    const codesOf = new Map<string, Set<string>>()
    for (const { token, code } of met) {
      const key = Buffer.from(token).toString('hex')
      codesOf.set(key, (codesOf.get(key) ?? new Set()).add(code))
    }
    return {
      subject: 'cases.match_tokens/own',
      detail: { rows: input.rows.length },
      reply: {
        rows: input.rows.map(({ row, case: id }, i) => ({
          row,
          /** It was imported before. */
          there: there.find(one => one.id === id)?.code ?? null,
          own: [
            ...new Set(tokens[i]!.flatMap(token => [...(codesOf.get(token.toString('hex')) ?? [])]))
          ].toSorted()
        }))
      }
    }
  })
export type ImportChecked = Awaited<ReturnType<typeof checkImport>>
