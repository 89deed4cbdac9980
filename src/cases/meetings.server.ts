// Where a question met a case: what was asked of us, what we asked, and the answers.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId, OrganisationId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { goesOn, meetingAnswers } from './match-codes.ts'
import { caseVerbs } from './verbs.ts'

type Meeting = {
  id: string
  organisation: OrganisationId
  at: string
  answer: (typeof meetingAnswers)[number] | null
  goesOn: (typeof goesOn)[number] | null
  answeredBy: string | null
  answeredAt: string | null
  message: { epoch: number; sealed: string } | null
}
/** `organisation` asked; `code` is the actor's own case. */
export type AskedOfUs = Meeting & { code: string; closed: boolean }
/** Our person whom this meeting is about, once we noted it: then both are counted as one. */
export type Noted = { meeting: string; code: string }

type Row = Omit<Meeting, 'at' | 'answeredAt' | 'message'> & {
  at: Date
  answeredAt: Date | null
  epoch: number | null
  sealed: Uint8Array | null
}
const told = <R extends Row>({ at, answeredAt, epoch, sealed, ...row }: R) => ({
  ...row,
  at: at.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
  message: epoch && sealed ? { epoch, sealed: base64url(sealed) } : null
})

const keptDays = 365

export const listMeetings = (actor: Actor) =>
  look(actor, caseVerbs['match.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const since = new Date(now.getTime() - keptDays * 86_400_000)
    const ofUs = await db.rows(sql<Row & { code: string; closed: boolean }>`
      select m.id, m.asking as organisation, m.at, m.answer, m.goes_on as "goesOn", m.answered_by as "answeredBy",
        m.answered_at as "answeredAt", m.epoch, m.sealed, c.code, c.status = 'closed' as closed
      from matching.meetings m join cases.cases c on c.network_id = m.network_id and c.id = m.case_id
      where m.network_id = ${actor.network} and m.at > ${since} order by m.answered_at is not null, m.at desc limit 100`)
    const byUs = await db.rows(sql<Row & { question: string }>`
      select id, question, organisation, at, answer, goes_on as "goesOn", answered_by as "answeredBy", answered_at as "answeredAt", epoch, sealed
      from matching.answers(${since}::timestamptz)`)
    const noted = await db.rows(sql<Noted>`
      select s.meeting, c.code from cases.same_persons s join cases.cases c on c.network_id = s.network_id and c.id = s.case_id
      where s.network_id = ${actor.network} and s.meeting = any(${[...ofUs, ...byUs].map(m => m.id)}::uuid[])`)
    return {
      subject: 'matching.meetings/own',
      detail: { ofUs: ofUs.length, byUs: byUs.length },
      reply: {
        noted,
        ofUs: ofUs.map((row): AskedOfUs => told(row)),
        byUs: byUs.map((row): Meeting => told(row))
      }
    }
  })

/** How many questions wait for the actor's answer. */
export const countUnanswered = (actor: Actor): Promise<number> =>
  look(actor, caseVerbs['match.list'], async ({ db }) => {
    const found = await db.row(sql<{ n: number }>`
      select count(*)::int as n from matching.meetings where network_id = ${actor.network} and answered_at is null`)
    return { subject: 'matching.meetings/waiting', reply: found!.n }
  })

export const AnswerMeeting = z
  .strictObject({
    meeting: z.uuid(),
    answer: z.enum(meetingAnswers),
    goesOn: z.enum(goesOn).optional(),
    /** For whoever asked: row `meeting`, purpose 'match-answer', rev 1, to the matching circle. */
    message: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()
  })
  .refine(a => (a.goesOn !== undefined) === (a.answer === 'same'), { path: ['goesOn'] })
export type AnswerMeeting = z.infer<typeof AnswerMeeting>

/** Once answered, it stands; "call" may be followed by a yes or no. Throws `match.answered`. */
export const answerMeeting = (actor: Actor, input: AnswerMeeting) =>
  work(actor, caseVerbs['match.answer'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const found = await db.row(sql<{ answer: string | null; circle: CircleId }>`
      select answer, circle_id as circle from matching.meetings where network_id = ${network} and id = ${input.meeting} for update`)
    if (!found) throw notFound()
    if (found.answer && found.answer !== 'call') throw problem('match.answered', 409)
    if (input.message) {
      const matching = await db.row(sql<{ epoch: number }>`
        select epoch from access.circles where network_id = ${network} and kind = 'matching' and id = any(${actor.circles}::uuid[])`)
      checkEpoch(input.message.epoch, matching?.epoch ?? 0)
    }
    await db.run(sql`
      update matching.meetings
      set answer = ${input.answer}, goes_on = ${input.goesOn ?? null}, answered_by = ${account}, answered_at = ${now},
          epoch = ${input.message?.epoch ?? null}, sealed = ${input.message ? Buffer.from(input.message.sealed) : null}
      where network_id = ${network} and id = ${input.meeting}`)
    return {
      subject: `matching.meetings/${input.meeting}`,
      circle: found.circle,
      detail: { answer: input.answer, goesOn: input.goesOn ?? null },
      reply: null
    }
  })
