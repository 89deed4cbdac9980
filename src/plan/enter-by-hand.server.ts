import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { year as yearPeriod } from '#kernel/period.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { codeOfRow, indicatorRows } from './index.ts'
import { storedValues, strategyOf } from './stored.server.ts'
import { entryProblem, latestValue, type IndicatorValue } from './value.ts'
import { planVerbs } from './verbs.ts'

export const EnterByHand = z.strictObject({
  year: z.int().min(2000).max(2200),
  number: z.int().min(0).max(1_000_000_000).optional(),
  yes: z.boolean().optional(),
  words: z
    .strictObject({ sr: z.string().max(2000), sq: z.string().max(2000), en: z.string().max(2000) })
    .optional(),
  evidence: z.string().trim().max(1000),
  /** Needed when a value stands already: why it is corrected. */
  reason: z.string().trim().max(1000).optional()
})
export type EnterByHand = z.infer<typeof EnterByHand>

/** A value that no record can give: with evidence, and corrected only with a reason. Throws `value.needs-evidence`, `value.needs-reason`. */
export const enterByHand = (actor: Actor, indicator: string, input: EnterByHand) =>
  work(actor, planVerbs['indicator.enter-by-hand'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const strategy = await strategyOf(db, actor.network)
    const row = indicatorRows(strategy).find(r => r.indicator.id === indicator && r.countedAs === indicator)
    if (!row) throw notFound()
    if (codeOfRow(strategy, indicator)) throw problem('value.from-records', 409)
    const { kind } = row.indicator
    const value: IndicatorValue =
      kind === 'yes_no'
        ? { kind, value: input.yes ?? null, counted: 0 }
        : kind === 'qualitative'
          ? { kind, value: input.words ?? null, counted: 0 }
          : kind === 'percent'
            ? {
                kind,
                numerator: input.number ?? null,
                denominator: input.number === undefined ? null : 100,
                breakdown: [],
                counted: 0
              }
            : { kind, value: input.number ?? null, breakdown: [], counted: 0 }
    const period = yearPeriod(input.year)
    const before = latestValue(await storedValues(db, actor.network), indicator, period)
    const id = crypto.randomUUID()
    const fault = entryProblem({
      id,
      indicator,
      period,
      value,
      takenAt: now.toISOString(),
      source: { from: 'hand', by: actor.account, evidence: input.evidence ? [input.evidence] : [] },
      ...(before ? { corrects: { id: before.id, reason: input.reason ?? '' } } : {})
    })
    if (fault) throw problem(fault as ProblemCode, 422)
    await db.run(sql`
      insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, reason, replaces, at, account_id)
      values (${actor.network}, ${id}, ${indicator}, ${period.from}, ${period.to}, ${JSON.stringify(value)}::jsonb, 'by-hand', 1,
              ${input.evidence}, ${input.reason ?? null}, ${before?.id ?? null}, ${now}, ${actor.account})`)
    return { subject: `plan.indicator_values/${id}`, detail: { indicator }, reply: null }
  })
