import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Read, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import { samePeriod, year as yearPeriod, type Period } from '#kernel/period.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { publicEvaluations } from './evaluations/store.server.ts'
import { byOrganisation, isProblem, withRest } from './indicators/breakdown.ts'
import { valueOf } from './indicators/define.server.ts'
import { undefinedYet, type Defined } from './indicators/definition.ts'
import { isMeasuredIn, measuredPeriod, partsOfYear, sumOf, yearOutOf } from './indicators/measured.ts'
import { whichIndicator } from './indicators/which.ts'
import { definitionsOf } from './indicators/stored.server.ts'
import { storedValues, strategyOf, toldValues } from './stored.server.ts'
import {
  entryProblem,
  isSet,
  latestValue,
  type CitedEvaluation,
  type IndicatorValue,
  type Part,
  type StoredValue
} from './value.ts'
import { planVerbs } from './verbs.ts'

const text = z.string().trim().max(2000)
const whole = z.int().min(0).max(1_000_000_000)
export const EnterByHand = z.strictObject({
  /** 2026, 2026-H1, 2026-Q3, 2026-04: one in which the indicator is measured. */
  period: z.string().max(10),
  /** What one organisation told; without it, the whole. */
  organisation: z.uuid().optional(),
  /** A count, or the part of a share. */
  number: whole.optional(),
  of: whole.optional(),
  yes: z.boolean().optional(),
  words: z.strictObject({ sr: text, sq: text, en: text }).optional(),
  parts: z
    .array(
      z.strictObject({ by: z.string().max(41), key: z.string().max(41), value: whole, of: whole.optional() })
    )
    .max(200)
    .default([]),
  /** In words; not needed where a published evaluation is chosen. */
  evidence: z.string().trim().max(1000),
  evaluation: z.uuid().optional(),
  /** Needed when a value stands already: why it is corrected. */
  reason: z.string().trim().max(1000).optional()
})
export type EnterByHand = z.input<typeof EnterByHand>

/**
 * A value that no record can give: with evidence, and corrected only with a reason. What organisations tell is summed to the whole, and
 * the parts of a year to the year, in the same transaction. Throws `value.needs-evidence`, `value.needs-reason`, `value.parts-exceed` …
 */
export const enterByHand = (
  actor: Actor,
  indicator: string,
  input: z.infer<typeof EnterByHand>,
  timezone: string
) =>
  work(actor, planVerbs['indicator.enter-by-hand'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const strategy = await strategyOf(db, network)
    const which = whichIndicator(strategy, indicator)
    // a twin has no values of its own
    if (!which?.row || (which.key !== indicator && !which.code)) throw notFound()
    if (which.code) throw problem('value.from-records', 409)
    // one at a time, or two first values would stand side by side
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`value ${network} ${which.key}`}, 0))`)
    const defined = (await definitionsOf(db, network)).get(which.key) ?? undefinedYet
    const period = periodIn(input.period, defined, dayIn(now, timezone))
    const value = wholeValue(which.kind, input, defined)
    const told = await toldValues(db, network, which.key)
    const stored = await storedValues(db, network, which.key)
    const evaluation = await chosenEvaluation(db, network, input.evaluation)
    const keeping: Keeping = { db, network, account, now, defined, key: which.key, evidence: input.evidence, evaluation } // prettier-ignore
    if (!input.organisation) {
      if (told.some(t => samePeriod(t.period, period))) throw problem('value.summed-from-partners', 409)
      const kept = await keep(keeping, { period, value, before: latestValue(stored, which.key, period), reason: input.reason }) // prettier-ignore
      await keepYear(keeping, [...stored, kept], period, input.reason)
      return { subject: `plan.indicator_values/${kept.id}`, detail: { indicator }, reply: null }
    }
    if (which.kind !== 'count' && which.kind !== 'percent') throw problem('value.no-partners', 422)
    const known = await db.row(
      sql`select 1 from identity.organisations where network_id = ${network} and id = ${input.organisation}`
    )
    if (!known) throw notFound()
    const theirs = told.filter(t => t.organisation === input.organisation)
    const mine = await keep(keeping, {
      period,
      value,
      before: latestValue(theirs, which.key, period),
      reason: input.reason,
      organisation: input.organisation
    })
    const sum = summed([...told, { ...mine, organisation: input.organisation }], which.key, period)
    const standing = latestValue(stored, which.key, period)
    // a whole that somebody entered and nobody's part explains is not replaced in silence
    if (standing && !told.some(t => samePeriod(t.period, period)) && !input.reason)
      throw problem('value.needs-reason', 422)
    const kept = await keep(keeping, { period, value: sum, before: standing, reason: input.reason ?? (standing && 'value-reason.another-told') }) // prettier-ignore
    await keepYear(keeping, [...stored, kept], period, input.reason)
    return { subject: `plan.indicator_values/${mine.id}`, detail: { indicator }, reply: null }
  })

/** Only what the public can read is cited. */
const chosenEvaluation = async (
  db: Read,
  network: NetworkId,
  id: string | undefined
): Promise<CitedEvaluation | undefined> => {
  if (id === undefined) return undefined
  const found = (await publicEvaluations(db, network)).find(e => e.id === id)
  if (!found) throw problem('value.no-such-evaluation', 422)
  return { id, title: found.document.words.title }
}

const periodIn = (code: string, defined: Defined, today: string): Period => {
  const period = measuredPeriod(code)
  if (!period || !isMeasuredIn(period, defined.measured)) throw problem('value.no-such-period', 422)
  if (period.from > today) throw problem('value.not-begun', 422)
  return period
}

const missing = {
  count: 'value.not-a-count',
  percent: 'value.half-a-share',
  yes_no: 'input.malformed',
  qualitative: 'value.half-translated'
} as const satisfies Record<IndicatorValue['kind'], ProblemCode>

/** With the parts that the definition names, and what is not broken down. */
const wholeValue = (
  kind: IndicatorValue['kind'],
  input: z.infer<typeof EnterByHand>,
  defined: Defined
): IndicatorValue => {
  const value = valueOf(kind, input)
  // what was not written, or not as a number, is no value: "not set" is never entered
  if (!isSet(value)) throw problem(missing[kind], 422)
  if (value.kind !== 'count' && value.kind !== 'percent') return value
  for (const { by, key } of input.parts)
    if (!defined.breakdowns.some(b => b.id === by && b.parts.some(p => p.id === key)))
      throw problem('value.unknown-part', 422)
  const made = withRest({ ...value, breakdown: input.parts as Part[] })
  if (isProblem(made)) throw problem(made.problem, 422)
  return made
}

type Told = StoredValue & { organisation: string }

/** What every organisation told of a period, added; by whom it was told is one more way of taking it apart. */
const summed = (told: readonly Told[], key: string, period: Period): IndicatorValue => {
  const organisations = [...new Set(told.map(t => t.organisation))]
  const latest = organisations.flatMap(organisation => {
    const found = latestValue(told.filter(t => t.organisation === organisation), key, period) // prettier-ignore
    return found ? [{ organisation, value: found.value }] : []
  })
  const sum = sumOf(latest.map(l => l.value))
  if (sum?.kind !== 'count' && sum?.kind !== 'percent') throw problem('value.not-a-count', 422)
  const parts = latest.map(({ organisation, value }): Part => ({ by: byOrganisation, key: organisation, ...amountOf(value) })) // prettier-ignore
  return { ...sum, breakdown: [...sum.breakdown, ...parts] }
}

const amountOf = (v: IndicatorValue): { value: number; of?: number } =>
  v.kind === 'percent'
    ? { value: v.numerator ?? 0, of: v.denominator ?? 0 }
    : { value: v.kind === 'count' ? (v.value ?? 0) : 0 }

type Keeping = {
  db: Write
  network: NetworkId
  account: string
  now: Date
  defined: Defined
  key: string
  evidence: string
  evaluation: CitedEvaluation | undefined
}
type Entry = {
  period: Period
  value: IndicatorValue
  before: StoredValue | undefined
  reason: string | undefined
  organisation?: string
}

/** One more row; what it replaces stays. Throws the rule's own problem. */
const keep = async (
  { db, network, account, now, defined, key, evidence, evaluation }: Keeping,
  { period, value, before, reason, organisation }: Entry
): Promise<StoredValue> => {
  const entry: StoredValue = {
    id: crypto.randomUUID(),
    indicator: key,
    period,
    value,
    takenAt: now.toISOString(),
    source: { from: 'hand', by: account, version: defined.version, evidence: evidence ? [evidence] : [], ...(evaluation && { evaluation }) }, // prettier-ignore
    ...(before ? { corrects: { id: before.id, reason: reason ?? '' } } : {})
  }
  const fault = entryProblem(entry)
  if (fault) throw problem(fault as ProblemCode, 422)
  await db.run(sql`
    insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, reason, replaces, at, account_id, organisation_id, evaluation)
    values (${network}, ${entry.id}, ${key}, ${period.from}, ${period.to}, ${JSON.stringify(value)}::jsonb, 'by-hand', ${defined.version},
            ${evidence}, ${before ? (reason ?? null) : null}, ${before?.id ?? null}, ${now}, ${account}, ${organisation ?? null}, ${evaluation?.id ?? null})`)
  return entry
}

/** As soon as all parts of the year are there, the year is too; a part that changes afterwards changes it, and says so. */
const keepYear = async (
  keeping: Keeping,
  stored: readonly StoredValue[],
  period: Period,
  reason?: string
) => {
  const { defined, key } = keeping
  if (defined.measured === 'year') return
  const y = Number(period.from.slice(0, 4))
  const value = yearOutOf(partsOfYear(stored, key, y, defined.measured).map(p => p?.value))
  if (!value) return
  const before = latestValue(stored, key, yearPeriod(y))
  await keep(keeping, { period: yearPeriod(y), value, before, reason: reason ?? 'value-reason.part-changed' })
}
