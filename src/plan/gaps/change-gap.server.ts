import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { strategyOf } from '../stored.server.ts'
import { planVerbs } from '../verbs.ts'
import { foldGaps, refuseGapFact, type GapFact } from './gaps.ts'
import { gapFactsOf } from './stored.server.ts'
import { shippedReadings } from './readings.server.ts'

const id = z.string().max(64)
export const ChangeGap = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('measure-linked'),
    gap: id,
    activity: id,
    reason: z.string().trim().max(1000)
  }),
  z.strictObject({
    kind: z.literal('measure-unlinked'),
    gap: id,
    activity: id,
    reason: z.string().trim().max(1000)
  }),
  z.strictObject({ kind: z.literal('reading-confirmed'), gap: id, activities: z.array(id).max(100) })
])
export type ChangeGap = z.infer<typeof ChangeGap>

/** Throws the rule's own problem: `gap.needs-reason`, `gap.changed` when somebody changed the links meanwhile … */
export const changeGap = (actor: Actor, input: ChangeGap) =>
  work(actor, planVerbs['gap.change'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const strategy = await strategyOf(db, network)
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`gaps ${network}`}, 0))`)
    const links = foldGaps(strategy, shippedReadings(strategy.id), await gapFactsOf(db, network))
    const before = links.find(g => g.gap === input.gap)
    if (!before) throw notFound()
    const activities = strategy.results_framework.flatMap(t => t.activities.map(a => a.id))
    if (input.kind === 'measure-linked' && !activities.includes(input.activity)) throw notFound()
    const reason = input.kind === 'reading-confirmed' ? null : input.reason
    const fact = { ...input, reason, at: now.toISOString(), by: account } as GapFact
    const refused = refuseGapFact(before, fact)
    if (refused) throw problem(refused, 422)
    const { kind, gap, at: _at, by: _by, reason: _reason, ...detail } = fact
    await db.run(sql`
      insert into plan.gap_facts (network_id, id, gap, kind, at, account_id, reason, detail)
      values (${network}, ${crypto.randomUUID()}, ${gap}, ${kind}, ${now}, ${account}, ${reason}, ${JSON.stringify(detail)}::jsonb)`)
    return { subject: `plan.gap_facts/${gap}`, detail: { kind }, reply: null }
  })
