// Beginning a draft, saving it, putting it away. Of each category one draft at a time, which everybody who may edit works on.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { riskCategories, type RiskCategory } from '../matrix.ts'
import { DraftDocument } from './draft.ts'
import { documentColumn, holdMatrix } from './rows.server.ts'
import { shippedMatrix } from './shipped.server.ts'
import { matrixVerbs } from './verbs.ts'

export const BeginDraft = z.strictObject({
  id: z.uuid(),
  category: z.enum(riskCategories),
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shipped') }),
    z.strictObject({ kind: z.literal('version'), version: z.int().min(1) }),
    z.strictObject({ kind: z.literal('file'), document: DraftDocument })
  ])
})

/** Throws `matrix.has-draft` (409) when somebody began one already, and so gives nobody's words away. */
export const beginDraft = (actor: Actor, { id, category, from }: z.infer<typeof BeginDraft>) =>
  work(actor, matrixVerbs['matrix.draft'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const versions = await holdCategory(db, category)
    const again = versions.find(one => one.id === id)
    if (!again) {
      if (versions.some(one => one.state === 'draft')) throw problem('matrix.has-draft', 409)
      const { examples, ...document } = await firstWords(db, category, from)
      if (document.category !== category) throw problem('matrix.other-category', 422)
      const version = Math.max(0, ...versions.map(one => one.version)) + 1
      await db.run(sql`
        insert into risk.matrices (network_id, id, category, version, document, examples, begun_from, begun_version,
                                   made_by, made_at, edited_by, edited_at)
        values (${actor.network}, ${id}, ${category}, ${version}, ${JSON.stringify(document)}::jsonb,
                ${JSON.stringify(examples)}::jsonb, ${from.kind}, ${from.kind === 'version' ? from.version : null},
                ${actor.account}, ${now}, ${actor.account}, ${now})`)
    }
    return { subject: `risk.matrices/${id}`, detail: { category, from: from.kind }, reply: { id } }
  })

const firstWords = async (
  db: Write,
  category: RiskCategory,
  from: z.infer<typeof BeginDraft>['from']
): Promise<DraftDocument> => {
  if (from.kind === 'file') return from.document
  if (from.kind === 'shipped') return shippedMatrix(category)
  const row = await db.row(sql<{ document: DraftDocument }>`
    select ${documentColumn} from risk.matrices where category = ${category} and version = ${from.version}`)
  if (!row) throw notFound()
  return row.document
}

/** One at a time within a category: of two who press at once, one is first and the other is told. */
export const holdCategory = async (db: Write, category: RiskCategory) => {
  await db.run(sql`select pg_advisory_xact_lock(hashtextextended('fener-matrix-' || ${category}, 0))`)
  return db.rows(sql<{ id: string; version: number; state: string }>`
    select id, version, state from risk.matrices where category = ${category}`)
}

export const SaveDraft = z.strictObject({ id: z.uuid(), rev: z.int().min(1), document: DraftDocument })

/** Keeps what is there, complete or not. Throws `common.changed-by-other` when `rev` is no longer the newest. */
export const saveDraft = (actor: Actor, { id, rev, document }: z.infer<typeof SaveDraft>) =>
  work(actor, matrixVerbs['matrix.draft'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdMatrix(db, id)
    if (row.state !== 'draft') throw problem('matrix.no-draft', 409)
    if (row.rev !== rev) throw problem('common.changed-by-other', 409)
    if (document.category !== row.category) throw problem('matrix.other-category', 422)
    const { examples, ...matrix } = document
    await db.run(sql`
      update risk.matrices set document = ${JSON.stringify(matrix)}::jsonb, examples = ${JSON.stringify(examples)}::jsonb,
        rev = rev + 1, edited_by = ${actor.account}, edited_at = ${now} where id = ${id}`)
    return { subject: `risk.matrices/${id}`, detail: { category: row.category }, reply: { rev: rev + 1 } }
  })

export const DropDraft = z.strictObject({ id: z.uuid(), rev: z.int().min(1) })

/** Puts a draft away for good. Only as it was on the screen: what a colleague wrote since is not thrown away unseen. */
export const dropDraft = (actor: Actor, { id, rev }: z.infer<typeof DropDraft>) =>
  work(actor, matrixVerbs['matrix.drop-draft'], async ({ db }) => {
    const row = await holdMatrix(db, id)
    if (row.state !== 'draft') throw problem('matrix.no-draft', 409)
    if (row.rev !== rev) throw problem('common.changed-by-other', 409)
    await db.run(sql`delete from risk.matrices where id = ${id}`)
    return {
      subject: `risk.matrices/${id}`,
      detail: { category: row.category, version: row.version },
      reply: null
    }
  })
