// Several cases leave as one spreadsheet. Why is a fact on each of them before any content is handed out; the file itself is made in the
// browser. One case among them that is not the actor's, and none of them is there.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch, keysOf } from '#access/circles.server.ts'
import { look, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { idSchema, type CaseId, type CircleId, type FactId } from '#kernel/id.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { dayOf } from '#services/index.ts'
import { exportReasons, type CaseFact } from '../facts.ts'
import { factsOfCases, getCaseToChange, personsOf, writeFact, writeStatus } from '../rows.server.ts'
import { recordOnCase } from '../steps.ts'
import { mostExported } from './limits.ts'
import { outVerbs } from './verbs.ts'

const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length

export const PrepareExport = z.strictObject({
  cases: z.array(z.uuid()).min(1).max(mostExported).refine(distinct)
})
export type PrepareExport = z.infer<typeof PrepareExport>

/** The keys with which the reason is sealed for each team. No content. */
export const prepareExport = (actor: Actor, input: PrepareExport) =>
  look(actor, outVerbs['case.prepare-export'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const cases = await getCases(db, actor, input.cases)
    return {
      subject: 'cases.cases/own',
      detail: { cases: cases.length },
      reply: {
        cases,
        keys: await keysOf(
          db,
          actor,
          cases.map(one => one.circle)
        )
      }
    }
  })
export type ExportKeys = Awaited<ReturnType<typeof prepareExport>>

const getCases = async (db: Read, actor: StaffActor, ids: readonly string[]) => {
  const found = await db.rows(sql<{ id: CaseId; circle: CircleId; code: string }>`
    select id, circle_id as circle, code from cases.cases
    where network_id = ${actor.network} and id = any(${ids}::uuid[]) order by code`)
  if (found.length !== ids.length) throw notFound()
  return found
}

export const ExportCases = z.strictObject({
  reason: z.enum(exportReasons),
  identity: z.boolean(),
  cases: z
    .array(
      z.strictObject({
        case: z.uuid(),
        fact: idSchema<FactId>(),
        /** Why, in words: row of the fact, purpose 'note', rev 1. */
        note: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })
      })
    )
    .min(1)
    .max(mostExported)
    .refine(cases => distinct(cases.map(one => one.case)) && distinct(cases.map(one => one.fact)))
})
export type ExportCases = z.infer<typeof ExportCases>

/** All or none: the facts, the entry in the log, and then the coded content. Identity is asked for as always, case by case. */
export const exportCases = (actor: Actor, input: ExportCases) =>
  work(actor, outVerbs['case.export'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const { reason, identity } = input
    const rows = []
    // always in one order, or two exports of the same cases would wait for each other
    for (const given of input.cases.toSorted((a, b) => a.case.localeCompare(b.case)))
      rows.push({ given, row: await getCaseToChange(db, network, given.case) })
    const before = await factsOfCases(
      db,
      network,
      rows.map(({ row }) => row.id)
    )
    const at = now.toISOString()
    const cases = []
    for (const { given, row } of rows) {
      checkEpoch(given.note.epoch, row.epoch)
      const { facts } = before.get(row.id)!
      const fact: CaseFact = {
        kind: 'record-exported',
        id: given.fact,
        at,
        on: dayOf(at),
        by: account,
        reason,
        identity
      }
      const { after } = orThrow(recordOnCase(facts, fact))
      await writeFact(db, network, row, fact, given.note)
      await writeStatus(db, network, row.id, after)
      cases.push({ ...row, facts: [...facts, fact], persons: await personsOf(db, network, row.id) })
    }
    const owners = await db.rows(sql<{ id: string; name: string }>`
      select id, name from identity.people where network_id = ${network} and id in (
        select assigned_to from cases.cases where network_id = ${network} and id = any(${cases.map(one => one.id)}::uuid[]))`)
    return {
      subject: 'cases.cases/own',
      detail: { count: cases.length, reason, identity, cases: cases.map(one => one.id) },
      reply: { cases, names: Object.fromEntries(owners.map(p => [p.id, p.name])) as Record<string, string> }
    }
  })
export type Exported = Awaited<ReturnType<typeof exportCases>>
