// Each of two teams that agreed notes which person of theirs it is, under the meeting in which they agreed. A team sees its own note only;
// two notes of one meeting are one person when people are counted (docs/decisions/0030-indicators.md).
import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CaseId, CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { caseVerbs } from './verbs.ts'

export const AgreeSame = z.strictObject({
  meeting: z.uuid(),
  /** The code word of the actor's own case. */
  code: z.string().max(40),
  /** Which presumed victim of it, counted from 1 as the case lists them; needed where there are several. */
  person: z.int().min(1).max(200).optional()
})
export type AgreeSame = z.infer<typeof AgreeSame>

/** Throws `match.not-agreed` unless the answer was "the same", `match.which-person` where a case has several, `match.no-person` where none. */
export const agreeSame = (actor: Actor, input: AgreeSame) =>
  work(actor, caseVerbs['match.agree'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const found = await db.row(sql<{ id: CaseId; circle: CircleId }>`
      select id, circle_id as circle from cases.cases where network_id = ${network} and code = ${input.code}`)
    if (!found) throw notFound()
    // asked of us: of this very case. Asked by us: whichever case of ours it was about, the meeting does not know
    const met = await db.row(sql<{ answer: string | null }>`
      select answer from matching.meetings where network_id = ${network} and id = ${input.meeting} and case_id = ${found.id}
      union all select answer from matching.answers('-infinity'::timestamptz) where id = ${input.meeting} limit 1`)
    if (!met) throw notFound()
    if (met.answer !== 'same') throw problem('match.not-agreed', 409)
    const persons = await db.rows(sql<{ id: string }>`
      select (detail->>'person')::uuid as id from cases.facts
      where network_id = ${network} and case_id = ${found.id} and kind = 'person-recorded' and detail->>'role' = 'presumed-victim'
      order by no`)
    if (persons.length === 0) throw problem('match.no-person', 409)
    if (persons.length > 1 && !input.person) throw problem('match.which-person', 422, { of: persons.length })
    const person = persons[(input.person ?? 1) - 1]
    if (!person) throw problem('match.which-person', 422, { of: persons.length })
    await db.run(sql`
      delete from cases.same_persons where network_id = ${network} and meeting = ${input.meeting} and circle_id = ${found.circle}`)
    await db.run(sql`
      insert into cases.same_persons (network_id, id, circle_id, case_id, person_id, meeting, account_id, at)
      values (${network}, ${crypto.randomUUID()}, ${found.circle}, ${found.id}, ${person.id}, ${input.meeting}, ${account}, ${now})`)
    return { subject: `cases.cases/${found.id}`, circle: found.circle, detail: {}, reply: null }
  })

export const TakeBackSame = z.strictObject({ meeting: z.uuid(), code: z.string().max(40) })

/** It was another person after all: our note goes, and both count on their own again. */
export const takeBackSame = (actor: Actor, input: z.infer<typeof TakeBackSame>) =>
  work(actor, caseVerbs['match.agree'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const gone = await db.rows(sql<{ case: CaseId; circle: CircleId }>`
      delete from cases.same_persons s using cases.cases c
      where s.network_id = ${actor.network} and s.meeting = ${input.meeting}
        and c.network_id = s.network_id and c.id = s.case_id and c.code = ${input.code}
      returning s.case_id as case, s.circle_id as circle`)
    const [one] = gone
    if (!one) throw notFound()
    return {
      subject: `cases.cases/${one.case}`,
      circle: one.circle,
      detail: { takenBack: true },
      reply: null
    }
  })
