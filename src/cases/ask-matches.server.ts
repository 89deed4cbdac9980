// "Is this person known elsewhere?": tokens in, organisations out. Every question is counted against its asker, entered in the log, and
// shown to the team it met (docs/decisions/0016-same-person.md).
import { sql } from 'kysely'
import { z } from 'zod'
import { keysOf } from '#access/circles.server.ts'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId, OrganisationId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { outerToken, PersonTokens } from './match-tokens.server.ts'
import { caseVerbs } from './verbs.ts'

/** A busy day of one case manager is far below; trying out names is far above. */
export const questionsPerHour = 12
export const questionsPerDay = 40

export const AskMatches = z.strictObject({ tokens: PersonTokens.min(1) })
export type AskMatches = z.infer<typeof AskMatches>

export type Matches = {
  /** Who may know the person: ask them. */
  organisations: OrganisationId[]
  /** Code words of the asker's own cases. */
  own: string[]
}

/** Throws `match.too-many` over the asker's measure of an hour or a day. */
export const askMatches = (actor: Actor, input: AskMatches): Promise<Matches> =>
  work(actor, caseVerbs['match.ask'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    // one at a time, or ten at once would each count nine too few
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`match ${account}`}, 0))`)
    const asked = await db.row(sql<{ hour: number; day: number }>`
      select count(*) filter (where at > ${now}::timestamptz - interval '1 hour')::int as hour, count(*)::int as day
      from matching.questions
      where network_id = ${network} and asked_by = ${account} and at > ${now}::timestamptz - interval '1 day'`)
    if (asked!.hour >= questionsPerHour || asked!.day >= questionsPerDay) throw problem('match.too-many', 429)
    const question = crypto.randomUUID()
    await db.run(sql`
      insert into matching.questions (network_id, id, asked_by, organisation, at)
      values (${network}, ${question}, ${account}, ${actor.organisation}, ${now})`)
    const tokens = input.tokens.map(outerToken)
    const met = await db.rows(sql<{ organisation: OrganisationId }>`
      select organisation from matching.ask(${question}::uuid, ${tokens}::bytea[]) order by organisation`)
    const own = await db.rows(sql<{ code: string }>`
      select distinct c.code from cases.match_tokens t
      join cases.cases c on c.network_id = t.network_id and c.id = t.case_id
      where t.network_id = ${network} and t.token = any(${tokens}::bytea[]) order by c.code`)
    return {
      subject: `matching.questions/${question}`,
      detail: { organisations: met.map(m => m.organisation) },
      reply: { organisations: met.map(m => m.organisation), own: own.map(o => o.code) }
    }
  })

/** The key with which tokens are made; null for a case manager to whom it was not handed yet. */
export const readMatchingKeys = (actor: Actor) =>
  look(actor, caseVerbs['match.ask'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const circle = await db.row(sql<{ id: CircleId }>`
      select id from access.circles
      where network_id = ${actor.network} and kind = 'matching' and ended_at is null and id = any(${actor.circles}::uuid[])`)
    return {
      subject: 'access.wraps/own',
      circle: circle?.id ?? null,
      reply: circle ? { circle: circle.id, keys: await keysOf(db, actor, [circle.id]) } : null
    }
  })
export type MatchingKeys = NonNullable<Awaited<ReturnType<typeof readMatchingKeys>>>
