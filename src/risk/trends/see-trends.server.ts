// What the trends page shows of one series, and the calendar strip of all kinds.
import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { countedBy, sourceCodes, type SourceCode } from '#kernel/counted-source.ts'
import { riskCategories, signKinds, vulnerableCategories, type SignKind } from '#kernel/htcds-strategy.ts'
import { notFound } from '#kernel/problem.ts'
import type { Sensitive } from '#kernel/small-numbers.ts'
import { readCounted, type Counted, type Source } from './counted.server.ts'
import { judge, missingUntilSaid, type Speaker } from './judge.ts'
import { opinions } from './methods.ts'
import { units, type Unit } from './periods.ts'
import { mostYears, riseOf, type Rise } from './rises.ts'
import { everything, seriesOf, type CountSeries } from './series.ts'
import { shownPeriods } from './shown.ts'
import { trendVerbs } from './verbs.ts'

/** How many periods are drawn. */
const look = { week: 52, month: 36 } as const satisfies Record<Unit, number>

/** As it is kept with the person; what is not known any more is left out. */
export const TrendQuestion = z.object({
  of: z.enum(sourceCodes).catch('reports'),
  by: z.enum(units).catch('week'),
  place: z.string().max(64).nullable().catch(null),
  sign: z.enum(signKinds).nullable().catch(null),
  about: z.enum(vulnerableCategories).nullable().catch(null)
})
export type TrendQuestion = z.infer<typeof TrendQuestion>

const sensitive = (source: Source): Sensitive => source.unit

/** A rise as a page says it: no more exact than anybody can know. */
const told = (rise: Rise | undefined) =>
  rise && {
    ...rise,
    ...(rise.onceInYears !== undefined && { onceInYears: Math.min(mostYears, rise.onceInYears) })
  }

export const seeTrends = async (
  actor: Actor,
  sources: readonly Source[],
  asked: TrendQuestion,
  zone: string
) => {
  const source = sources.find(({ code }) => code === asked.of)
  if (!source) throw notFound()
  const { counted, audience } = await readCounted(actor, trendVerbs['trend.see'], [source], zone)
  const found = counted.get(source.code)!
  const filter = {
    settlement: source.by.includes('settlement') ? asked.place : null,
    sign: source.by.includes('sign') ? asked.sign : null,
    category: source.by.includes('category') ? asked.about : null
  }
  const unit = audience === 'team' ? asked.by : 'month'
  const series = seriesOf(found.rows, { unit, ...found }, filter)
  const judged = judge(series)
  const team = audience === 'team'
  const rise = team ? riseOf({ source: source.code, filter, series }, judged) : undefined
  return {
    asked: { of: source.code, by: unit, place: filter.settlement, sign: filter.sign, about: filter.category },
    sources: sources.map(({ code, by }) => ({ code, by })),
    categories: riskCategories,
    team,
    since: found.since,
    today: found.today,
    periods: shownPeriods(series, { audience, of: sensitive(source) }, look[unit], judged),
    speaker: judged.at(-1)?.by ?? (null as Speaker | null),
    missing: missingUntilSaid(series),
    rise: told(rise) ?? null,
    opinions: team ? opinions(series, look[unit]).map(asDays(series)) : [],
    /** How many could be told apart at all: what nobody noted is in no place and of no kind. */
    noted: team ? notedOf(found) : null
  }
}

const asDays =
  ({ starts }: CountSeries) =>
  ({ alarms, ...rest }: ReturnType<typeof opinions>[number]) => ({
    ...rest,
    alarms: alarms.map(at => starts[at]!)
  })

const notedOf = ({ rows }: Counted) =>
  Object.fromEntries(
    ['all', ...countedBy].map(key => [
      key,
      rows.reduce((sum, row) => sum + (key === 'all' || row[key as 'sign'] !== null ? row.n : 0), 0)
    ])
  ) as Record<'all' | (typeof countedBy)[number], number>

export type StripRow = {
  source: SourceCode
  sign: SignKind | null
  periods: ReturnType<typeof shownPeriods>
  rise: Rise | null
}

/** Rows of kinds by week, for the early-warning page: the signs of reports that came within a year, and each source as a whole. */
export const seeStrip = async (actor: Actor, sources: readonly Source[], zone: string) => {
  const { counted, audience } = await readCounted(actor, trendVerbs['trend.see'], sources, zone)
  const team = audience === 'team'
  const unit: Unit = team ? 'week' : 'month'
  const columns = team ? look.week : 12
  const rows = sources.flatMap(source => {
    const found = counted.get(source.code)!
    const of = (sign: SignKind | null): StripRow => {
      const filter = { ...everything, sign }
      const series = seriesOf(found.rows, { unit, ...found }, filter)
      const judged = judge(series)
      const rise = team ? riseOf({ source: source.code, filter, series }, judged) : undefined
      return {
        source: source.code,
        sign,
        periods: shownPeriods(series, { audience, of: sensitive(source) }, columns, judged),
        rise: told(rise) ?? null
      }
    }
    const signs = source.code === 'reports' ? signKinds.map(of) : []
    // what never came within the year is no row
    return [...signs, of(null)].filter(({ periods }) => periods.some(({ class: c }) => c !== '0'))
  })
  return { unit, team, rows }
}
export type Strip = Awaited<ReturnType<typeof seeStrip>>
