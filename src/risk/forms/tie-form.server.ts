// An XForm that was brought in is tied to a matrix: which of its questions ask for which sign, and what of their answers means yes.
import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { matrixInForce } from './matrices.server.ts'
import { holdForm } from './rows.server.ts'
import { SignTie } from './sign-ties.ts'
import { formVerbs } from './verbs.ts'

export const TieForm = z.strictObject({
  id: z.uuid(),
  /** The revision that was on the screen. */
  rev: z.int().min(1),
  /** Null: to none. */
  to: z.strictObject({ matrix: z.uuid(), ties: z.array(SignTie).max(200) }).nullable()
})

/**
 * Keeps what is there, complete or not; what is in the way says `tieFaults` when it is put in use. Throws `form.no-draft`, `form.asks-itself`
 * (one made here is tied by its questions), `form.matrix-replaced`, `common.changed-by-other` (409).
 */
export const tieForm = (actor: Actor, { id, rev, to }: z.infer<typeof TieForm>) =>
  work(actor, formVerbs['form.tie'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdForm(db, id)
    if (row.document) throw problem('form.asks-itself', 409)
    if (row.state !== 'draft') throw problem('form.no-draft', 409)
    if (row.rev !== rev) throw problem('common.changed-by-other', 409)
    const matrix = to && (await matrixInForce(db, to.matrix))
    await db.run(sql`
      update risk.forms set matrix_id = ${matrix?.id ?? null}, matrix_version = ${matrix?.version ?? null},
        ties = ${to && JSON.stringify(to.ties)}::jsonb, rev = rev + 1, edited_by = ${actor.account}, edited_at = ${now}
      where network_id = ${actor.network} and id = ${id}`)
    return {
      subject: `risk.forms/${id}`,
      detail: { form: row.formId, matrix: matrix?.id ?? null, signs: to?.ties.length ?? 0 },
      reply: { rev: rev + 1 }
    }
  })
