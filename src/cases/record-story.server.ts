// The story of one person, and what happened at each place of the route: one sealed record, in versions. Whoever saves over a version
// they have not read is told, and keeps their words until they have chosen.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { idSchema, type PersonId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { findPerson } from './case.ts'
import { factsOfCase, fold, getCaseToChange } from './rows.server.ts'
import { caseVerbs } from './verbs.ts'

export const RecordStory = z.strictObject({
  case: z.uuid(),
  person: idSchema<PersonId>(),
  /** The record; a new id for the first version. */
  record: z.uuid(),
  /** The version the writer began from: 0 when there was none. */
  from: z.int().min(0),
  epoch: z.int().positive(),
  /** Sealed to row `record`, purpose 'narrative', rev `from` + 1. */
  sealed: sealedBytes
})
export type RecordStory = z.infer<typeof RecordStory>

/** Throws `common.changed-by-other` when there is a version the writer has not seen. */
export const recordStory = (actor: Actor, input: RecordStory) =>
  work(actor, caseVerbs['case.record-story'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    checkEpoch(input.epoch, row.epoch)
    const { facts } = await factsOfCase(db, network, row.id)
    if (!findPerson(fold(facts), input.person)) throw notFound()
    const newest = await db.row(sql<{ id: string; rev: number }>`
      select id, rev from cases.sealed_records
      where network_id = ${network} and case_id = ${row.id} and person_id = ${input.person} and purpose = 'narrative'
      order by rev desc limit 1`)
    if ((newest?.rev ?? 0) !== input.from || (newest && newest.id !== input.record))
      throw problem('common.changed-by-other', 409)
    const rev = input.from + 1
    await db.run(sql`
      insert into cases.sealed_records (network_id, id, circle_id, case_id, person_id, purpose, rev, epoch, account_id, at, sealed)
      values (${network}, ${input.record}, ${row.circle}, ${row.id}, ${input.person}, 'narrative', ${rev}, ${input.epoch},
              ${account}, ${now}, ${Buffer.from(input.sealed)})`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { person: input.person, story: rev },
      reply: { rev }
    }
  })
