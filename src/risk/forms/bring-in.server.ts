// An XForm from ODK, Kobo or another Fener. It is kept byte by byte, as a draft, until somebody puts it in use.
import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#access/verbs.ts'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { checkXForm, type XFormFault } from './check-xform.ts'
import { hashOf } from './use-form.server.ts'
import { formVerbs } from './verbs.ts'

// longer ones are refused in words, not as malformed
export const BringIn = z.strictObject({ id: z.uuid(), xform: z.string().max(3_000_000) })

export type BroughtIn = { id: string | null; faults: XFormFault[] }

/**
 * With a fault that stops it nothing is kept, and `id` is null. The same file again is the same questionnaire. Throws `form.version-taken`
 * (409) when another one stands under its name and version, `form.has-draft` when an earlier version still is a draft.
 */
export const bringIn = async (actor: Actor, { id, xform }: z.infer<typeof BringIn>): Promise<BroughtIn> => {
  if (!may(actor, formVerbs['form.bring-in'])) throw notFound()
  const { faults, summary } = checkXForm(xform)
  if (!summary || faults.some(fault => fault.stops)) return { id: null, faults }
  return work(actor, formVerbs['form.bring-in'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { formId, version, title, titles, languages, questions } = summary
    const known = await db.rows(sql<{ id: string; version: string; state: string; hash: string | null }>`
      select id, version, state, hash from risk.forms where network_id = ${actor.network} and form_id = ${formId} for update`)
    const hash = hashOf(xform)
    const same = known.find(row => row.version === version)
    if (same && same.hash !== hash) throw problem('form.version-taken', 409)
    if (!same) {
      if (known.some(row => row.state === 'draft')) throw problem('form.has-draft', 409)
      const said = Object.keys(titles).length ? titles : { [languages[0] ?? 'und']: title }
      await db.run(sql`
        insert into risk.forms (network_id, id, form_id, version, xform, hash, title, languages, questions, made_by, made_at, edited_by, edited_at)
        values (${actor.network}, ${id}, ${formId}, ${version}, ${xform}, ${hash}, ${JSON.stringify(said)}::jsonb, ${languages}::text[],
                ${questions}, ${actor.account}, ${now}, ${actor.account}, ${now})`)
      // what it asked for so far, it most likely asks for still; whoever puts it in use sees what no longer fits
      await db.run(sql`
        update risk.forms f set matrix_id = before.matrix_id, matrix_version = before.matrix_version, ties = before.ties
        from risk.forms before
        where f.network_id = ${actor.network} and f.id = ${id} and before.network_id = f.network_id and before.form_id = f.form_id
          and before.state = 'in-use' and before.ties is not null`)
    }
    const kept = same?.id ?? id
    return { subject: `risk.forms/${kept}`, detail: { again: !!same }, reply: { id: kept, faults } }
  })
}
