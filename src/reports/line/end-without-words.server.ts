import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { intakeOf } from './intake.server.ts'
import { lineVerbs } from './verbs.ts'
import { wordlessEndings } from './wordless.ts'

export const WordlessCall = z.strictObject({
  id: z.uuid(),
  draft: z.uuid().nullable(),
  ended: z.enum(wordlessEndings)
})
export type WordlessCall = z.infer<typeof WordlessCall>

/** A call in which nobody said anything that can be helped with: a code and the day, nothing sealed because nothing was said. */
export const endWithoutWords = (actor: Actor, input: WordlessCall, timezone: string) =>
  work(actor, lineVerbs['call.end-without-words'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { circle } = await intakeOf(db, actor)
    await db.run(sql`
      insert into line.wordless_calls (network_id, id, circle_id, on_day, ended)
      values (${actor.network}, ${input.id}, ${circle}, ${dayIn(now, timezone)}, ${input.ended})
      on conflict (network_id, id) do nothing`)
    if (input.draft)
      await db.run(sql`
        delete from line.drafts
        where network_id = ${actor.network} and account_id = ${actor.account} and id = ${input.draft}`)
    return {
      subject: `line.wordless_calls/${input.id}`,
      circle,
      detail: { ended: input.ended },
      byTheDay: true,
      reply: null
    }
  })
