import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { hasHours, Hotline } from '#kernel/line-hours.ts'
import { isDay } from '#kernel/period.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { lineVerbs } from './verbs.ts'

export const LineSetting = z.strictObject({
  /** From which day on this holds. */
  fromOn: z.string().refine(isDay),
  /** Null: there is no line any more. */
  hotline: Hotline.nullable()
})
export type LineSetting = z.infer<typeof LineSetting>

/** Number and hours from a day on. Nothing is overwritten: what held before stays in the list. Throws `line.from-the-past`. */
export const setLine = (actor: Actor, input: LineSetting, timezone: string) =>
  work(actor, lineVerbs['duty.set-line'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    // a past day would change what the line is said to have been
    if (input.fromOn < dayIn(now, timezone)) throw problem('line.from-the-past', 400)
    if (input.hotline && !hasHours(input.hotline)) throw problem('line.no-hours', 400)
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into line.settings (network_id, id, from_on, hotline, set_by, set_at)
      values (${actor.network}, ${id}, ${input.fromOn},
              ${input.hotline ? JSON.stringify(input.hotline) : null}::jsonb, ${actor.account}, ${now})`)
    return {
      subject: `line.settings/${id}`,
      detail: { from: input.fromOn, line: input.hotline !== null },
      reply: null
    }
  })

export type SetLine = {
  fromOn: string
  hotline: Hotline | null
  setBy: string
  setAt: Date
}

/** Everything that was ever set, what begins last first. */
export const listLineSettings = (actor: Actor): Promise<SetLine[]> =>
  browse(actor, lineVerbs['duty.read'], ({ db }) =>
    db.rows(sql<SetLine>`
      select s.from_on::text as "fromOn", s.hotline, p.name as "setBy", s.set_at as "setAt"
      from line.settings s join identity.people p on p.network_id = s.network_id and p.id = s.set_by
      where s.network_id = ${actor.network} order by s.from_on desc, s.no desc limit 50`)
  )
