// What makes a draft binding: the decision of a meeting, recorded by somebody else than the last editor; then the day it is used.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { Adoption, type RecordedAdoption } from './adoption.ts'
import { matrixOf } from './document.ts'
import { adoptable } from './draft.ts'
import { holdCategory } from './edit-draft.server.ts'
import { holdMatrix, otherCoordinators } from './rows.server.ts'
import { matrixVerbs } from './verbs.ts'

export const AdoptMatrix = z.strictObject({ id: z.uuid(), rev: z.int().min(1), adoption: Adoption })

/**
 * Records what the working group decided. Throws `matrix.has-faults`, `matrix.one-waits`, `matrix.met-in-future`,
 * `matrix.not-of-network` (somebody present is not known here), `matrix.second-person` (the last editor, while there is another
 * coordinator), `common.changed-by-other`.
 */
export const adoptMatrix = (
  actor: Actor,
  { id, rev, adoption }: z.infer<typeof AdoptMatrix>,
  timezone: string
) =>
  work(actor, matrixVerbs['matrix.adopt'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdMatrix(db, id)
    const others = await holdCategory(db, row.category)
    if (row.state !== 'draft') throw problem('matrix.no-draft', 409)
    if (row.rev !== rev) throw problem('common.changed-by-other', 409)
    if (others.some(one => one.state === 'adopted')) throw problem('matrix.one-waits', 409)
    const document = adoptable(row.document)
    if (!document) throw problem('matrix.has-faults', 422)
    const { metOn, ...decided } = adoption
    if (metOn > dayIn(now, timezone)) throw problem('matrix.met-in-future', 422)
    const present = [...new Set(decided.present)]
    if (present.length < 2 || !(await allKnown(db, present))) throw problem('matrix.not-of-network', 422)
    const alone = row.editedBy === actor.account
    if (alone && (await otherCoordinators(db, actor.account)) > 0) throw problem('matrix.second-person', 409)
    const recorded: RecordedAdoption = { ...decided, present, alone }
    await db.run(sql`
      update risk.matrices set state = 'adopted', document = ${JSON.stringify(matrixOf(document))}::jsonb,
        examples = ${JSON.stringify(document.examples)}::jsonb, met_on = ${metOn}::date,
        adoption = ${JSON.stringify(recorded)}::jsonb, adopted_by = ${actor.account}, adopted_at = ${now}
      where id = ${id}`)
    return {
      subject: `risk.matrices/${id}`,
      detail: { category: row.category, version: row.version, alone },
      reply: null
    }
  })

const allKnown = async (db: Write, accounts: readonly string[]): Promise<boolean> => {
  const row = await db.row(sql<{ n: number }>`
    select count(*)::int as n from identity.people where id = any(${[...accounts]}::uuid[])`)
  return row?.n === accounts.length
}

export const PutInForce = z.strictObject({ id: z.uuid() })

/** From now on answers are scored by it; the one before is replaced and keeps its answers. Pressed twice, done once. */
export const putInForce = (actor: Actor, { id }: z.infer<typeof PutInForce>) =>
  work(actor, matrixVerbs['matrix.put-in-force'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdMatrix(db, id)
    await holdCategory(db, row.category)
    if (row.state === 'draft') throw problem('matrix.nobody-adopted', 409)
    if (row.state === 'adopted') {
      await db.run(sql`
        update risk.matrices set state = 'replaced', replaced_at = ${now} where category = ${row.category} and state = 'in-force'`)
      await db.run(sql`
        update risk.matrices set state = 'in-force', in_force_at = ${now}, in_force_by = ${actor.account} where id = ${id}`)
    }
    return {
      subject: `risk.matrices/${id}`,
      detail: { category: row.category, version: row.version },
      reply: null
    }
  })
