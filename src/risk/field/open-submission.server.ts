// One of them, sealed as it is, with the form it was filled in by: opened in the browser of whoever is in the circle, and entered.
import { sql } from 'kysely'
import { keysOf, type CircleKeys } from '#access/circles.server.ts'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { findUsedForm } from '../forms/rows.server.ts'
import type { SubmissionLine } from './list-submissions.server.ts'
import { fieldVerbs } from './verbs.ts'

export type OpenedSubmission = Omit<SubmissionLine, 'title'> & {
  circle: CircleId
  epoch: number
  eraseOn: string
  sealed: string
  form: { title: Record<string, string>; xform: string; inUse: boolean } | null
  keys: CircleKeys
}

export const openSubmission = (actor: Actor, id: string): Promise<OpenedSubmission> =>
  look(actor, fieldVerbs['submission.open'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await db.row(
      sql<Omit<OpenedSubmission, 'form' | 'keys' | 'sealed'> & { sealed: Uint8Array }>`
      select s.id, s.circle_id as circle, s.epoch, s.arrived_on::text as "arrivedOn", s.filled_on::text as "filledOn",
        s.said_on::text as "saidOn", s.mode, s.form_id as "formId", s.form_version as version, s.language, s.category, s.settlement,
        s.level, s.informed, s.erase_on::text as "eraseOn", p.name as by, s.sealed
      from risk.submissions s join identity.people p on p.network_id = s.network_id and p.id = s.sent_by
      where s.network_id = ${actor.network} and s.id = ${id}`
    )
    if (!row) throw notFound()
    const form = await findUsedForm(db, row.formId, row.version)
    return {
      subject: `risk.submissions/${row.id}`,
      circle: row.circle,
      reply: {
        ...row,
        sealed: base64url(row.sealed),
        form: form?.xform ? { title: form.title, xform: form.xform, inUse: form.state === 'in-use' } : null,
        keys: await keysOf(db, actor, [row.circle])
      }
    }
  })
