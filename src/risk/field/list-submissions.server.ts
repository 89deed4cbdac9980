// What has arrived, by day, in its coded columns: for the early-warning team, which holds the rest.
import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { warningCircle } from '#access/warning-circle.server.ts'
import { isInCircle, isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { fieldVerbs } from './verbs.ts'

const most = 100

export type SubmissionLine = {
  id: string
  arrivedOn: string
  filledOn: string
  saidOn: string | null
  mode: 'field' | 'openrosa'
  title: Record<string, string> | null
  formId: string
  version: string
  language: string
  category: string | null
  settlement: string | null
  level: 'none' | 'watch' | 'risk' | 'urgent' | null
  informed: string | null
  by: string
  /** How many arrived on that day, also those on another page. */
  ofDay: number
}

/** A page of them, the newest first, from after `after` (an id of the page before). Throws notFound outside the circle. */
export const listSubmissions = (
  actor: Actor,
  after: string | null
): Promise<{ lines: SubmissionLine[]; more: boolean }> =>
  look(actor, fieldVerbs['submission.list'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { circle } = await warningCircle(db)
    if (!isInCircle(actor, circle)) throw notFound()
    const lines = await db.rows(sql<SubmissionLine>`
      select s.id, s.arrived_on::text as "arrivedOn", s.filled_on::text as "filledOn", s.said_on::text as "saidOn", s.mode,
        f.title, s.form_id as "formId", s.form_version as version, s.language, s.category, s.settlement, s.level, s.informed, p.name as by,
        (select count(*) from risk.submissions d
         where d.network_id = s.network_id and d.circle_id = s.circle_id and d.arrived_on = s.arrived_on)::int as "ofDay"
      from risk.submissions s
      join identity.people p on p.network_id = s.network_id and p.id = s.sent_by
      left join risk.forms f on f.network_id = s.network_id and f.form_id = s.form_id and f.version = s.form_version
      where s.network_id = ${actor.network} and s.circle_id = ${circle}
        and (${after}::uuid is null or (s.arrived_on, s.id) < (
          select a.arrived_on, a.id from risk.submissions a where a.network_id = ${actor.network} and a.id = ${after}::uuid))
      order by s.arrived_on desc, s.id desc limit ${most + 1}`)
    return {
      subject: 'risk.submissions/list',
      circle,
      reply: { lines: lines.slice(0, most), more: lines.length > most }
    }
  })
