import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { strategyOf } from '../stored.server.ts'
import type { IndicatorValue } from '../value.ts'
import { planVerbs } from '../verbs.ts'
import { directions, foldDefinition, refuseDefinitionFact, type DefinitionFact } from './definition.ts'
import { measuredPeriod, measures } from './measured.ts'
import { definitionFactsOf } from './stored.server.ts'
import { whichIndicator } from './which.ts'

const words = z.strictObject({ sr: z.string().trim().max(2000), sq: z.string().trim().max(2000), en: z.string().trim().max(2000) }) // prettier-ignore
const named = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/), name: words })
const reason = z.string().trim().max(1000)
const whole = z.int().min(0).max(1_000_000_000)

export const Define = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('definition-set'),
    /** The version that was on the screen. */
    seen: z.int().min(1),
    reason,
    definition: z.strictObject({
      unit: words.nullable(),
      measured: z.enum(measures),
      better: z.enum(directions).nullable(),
      breakdowns: z.array(named.extend({ parts: z.array(named).min(1).max(30) })).max(6),
      responsible: z.uuid().nullable(),
      means: words.nullable(),
      formula: words.nullable()
    })
  }),
  z.strictObject({
    kind: z.literal('baseline-set'),
    reason,
    baseline: z
      .strictObject({
        period: z.string(),
        number: whole.optional(),
        of: whole.optional(),
        yes: z.boolean().optional(),
        words: words.optional(),
        evidence: z.string().trim().max(1000)
      })
      .nullable()
  }),
  z.strictObject({
    kind: z.literal('target-set'),
    reason,
    period: z.string(),
    organisation: z.uuid().nullable(),
    target: z
      .union([
        z.strictObject({ at: z.enum(['least', 'most']), number: z.number() }),
        z.strictObject({ at: z.literal('yes') })
      ])
      .nullable()
  })
])
export type Define = z.infer<typeof Define>

type Baseline = NonNullable<Extract<Define, { kind: 'baseline-set' }>['baseline']>
export const valueOf = (
  kind: IndicatorValue['kind'],
  { number, of, yes, words }: Pick<Baseline, 'number' | 'of' | 'yes' | 'words'>
): IndicatorValue => {
  switch (kind) {
    case 'count':
      return { kind, value: number ?? null, breakdown: [], counted: 0 }
    case 'percent':
      return { kind, numerator: number ?? null, denominator: of ?? null, breakdown: [], counted: 0 }
    case 'yes_no':
      return { kind, value: yes ?? null, counted: 0 }
    case 'qualitative':
      return { kind, value: words ?? null, counted: 0 }
    default:
      return kind satisfies never
  }
}

/**
 * Says what an indicator is, where it began or where it is to go. Throws the rule's own problem (`definition.needs-reason` …),
 * `common.changed-by-other` when another definition was set meanwhile, `value.no-such-period`.
 */
export const define = (actor: Actor, id: string, input: Define) =>
  work(actor, planVerbs['indicator.define'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const which = whichIndicator(await strategyOf(db, network), id)
    if (!which) throw notFound()
    // one at a time, or two would each be judged without the other
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`define ${network} ${which.key}`}, 0))`)
    const before = foldDefinition((await definitionFactsOf(db, network)).get(which.key) ?? [])
    if (input.kind === 'definition-set' && input.seen !== before.version)
      throw problem('common.changed-by-other', 409)
    const organisation =
      input.kind === 'definition-set' ? input.definition.responsible : input.kind === 'target-set' ? input.organisation : null // prettier-ignore
    if (organisation) {
      const known = await db.row(
        sql`select 1 from identity.organisations where network_id = ${network} and id = ${organisation}`
      )
      if (!known) throw notFound()
    }
    const fact = { ...saidIn(input, which.kind), at: now.toISOString(), by: account, reason: input.reason || null } as DefinitionFact // prettier-ignore
    const refused = refuseDefinitionFact(before, fact, {
      kind: which.kind,
      people: which.of === 'people' || which.of === 'cases',
      fromRecords: which.code !== null
    })
    if (refused) throw problem(refused, 422)
    const { kind, at: _at, by: _by, reason: why, ...detail } = fact
    await db.run(sql`
      insert into plan.definition_facts (network_id, id, indicator, kind, at, account_id, reason, detail)
      values (${network}, ${crypto.randomUUID()}, ${which.key}, ${kind}, ${now}, ${account}, ${why}, ${JSON.stringify(detail)}::jsonb)`)
    return { subject: `plan.definition_facts/${which.key}`, detail: { kind }, reply: null }
  })

const periodOf = (code: string) => {
  const period = measuredPeriod(code)
  if (!period) throw problem('value.no-such-period', 422)
  return period
}

const saidIn = (input: Define, kind: IndicatorValue['kind']) => {
  switch (input.kind) {
    case 'definition-set':
      return { kind: input.kind, definition: input.definition }
    case 'baseline-set': {
      if (!input.baseline) return { kind: input.kind, baseline: null }
      const { period, evidence, ...rest } = input.baseline
      return {
        kind: input.kind,
        baseline: { period: periodOf(period), value: valueOf(kind, rest), evidence }
      }
    }
    case 'target-set':
      return { kind: input.kind, period: periodOf(input.period), organisation: input.organisation, target: input.target } // prettier-ignore
    default:
      return input satisfies never
  }
}
