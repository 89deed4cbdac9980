// A questionnaire comes into use, in place of its version before, and goes out of use. What was used is never changed.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { checkXForm } from './check-xform.ts'
import { OneForm } from './edit-form.server.ts'
import { formFaults } from './form-faults.ts'
import { matrixInForce } from './matrices.server.ts'
import { labelsIn } from './labels-in.ts'
import { holdForm, type FormRow } from './rows.server.ts'
import { tieFaults } from './sign-ties.ts'
import { formVerbs } from './verbs.ts'
import { writeXForm } from './write-xform.ts'

/** Not for safety: the OpenRosa list asks for md5, to see that a form changed. */
export const hashOf = (xform: string): string => createHash('md5').update(xform).digest('hex')

export const UseForm = z.strictObject({ id: z.uuid(), rev: z.int().min(1) })

/** Throws `form.faulty` (422), `form.matrix-replaced` (409), `form.no-draft`, `common.changed-by-other`. */
export const useForm = (actor: Actor, { id, rev }: z.infer<typeof UseForm>, timezone: string) =>
  work(actor, formVerbs['form.use'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdForm(db, id)
    if (row.state !== 'draft') throw problem('form.no-draft', 409)
    if (row.rev !== rev) throw problem('common.changed-by-other', 409)
    const xform = await xformToUse(db, row)
    const today = dayIn(now, timezone)
    await db.run(sql`
      update risk.forms set state = 'retired', retired_on = ${today}
      where network_id = ${actor.network} and form_id = ${row.formId} and state = 'in-use'`)
    await db.run(sql`
      update risk.forms set state = 'in-use', used_on = ${today}, xform = ${xform}, hash = ${hashOf(xform)}, rev = rev + 1,
        edited_by = ${actor.account}, edited_at = ${now}
      where network_id = ${actor.network} and id = ${id}`)
    return { subject: `risk.forms/${id}`, detail: { form: row.formId, version: row.version }, reply: null }
  })

const xformToUse = async (db: Write, row: FormRow): Promise<string> => {
  const matrix = row.matrixId ? await matrixInForce(db, row.matrixId) : null
  const { document } = row
  if (document && formFaults(document, matrix?.matrix).some(fault => fault.stops))
    throw problem('form.faulty', 422)
  if (row.ties && matrix && tieFaults(row.ties, labelsIn(row.xform!), matrix.matrix.signs).length)
    throw problem('form.faulty', 422)
  const xform = document ? writeXForm(document, row) : row.xform!
  // what leaves here is held to what comes in
  if (checkXForm(xform).faults.some(fault => fault.stops)) throw problem('form.faulty', 422)
  return xform
}

/** No longer filled in. What phones still hold is taken when it arrives. Throws `form.not-in-use`. */
export const retireForm = (actor: Actor, { id }: z.infer<typeof OneForm>, timezone: string) =>
  work(actor, formVerbs['form.retire'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdForm(db, id)
    if (row.state !== 'in-use') throw problem('form.not-in-use', 409)
    await db.run(sql`
      update risk.forms set state = 'retired', retired_on = ${dayIn(now, timezone)}
      where network_id = ${actor.network} and id = ${id}`)
    return { subject: `risk.forms/${id}`, detail: { form: row.formId, version: row.version }, reply: null }
  })
