// One number's story: what it is, how it is counted, where it is to go, and its periods. `id` is a row of the tables or a code.
import { may } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { periodCode, samePeriod, year as yearPeriod, type Period } from '#kernel/period.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import {
  byOrganisation,
  foldDefinition,
  historyOf,
  indicatorRows,
  isSet,
  latestValue,
  periodsIn,
  targetFor,
  type IndicatorValue,
  type StoredValue,
  type Target
} from '#plan/index.ts'
import { readIndicator } from '#plan/indicators/read-indicator.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import { sayValue, type ShownValue } from '#publication/annual-report/shown-value.ts'
import { drawn, lightFor, shownParts, shownPeriods, shownToStaff } from './indicator-numbers.ts'
import { indicators } from './indicators.server.ts'

const yearsShown = 6

export const shownIndicator = async (actor: Actor, id: string, locale: Locale, timezone: string) => {
  const read = await readIndicator(actor, id, timezone)
  const { which, stored, told, facts, strategy, today, organisations, people } = read
  const { key, code, of, kind, row } = which
  const defined = foldDefinition(facts)
  const year = Number(today.slice(0, 4))
  const contributed = indicators.find(i => i.code === code)
  const nameOf = new Map(people.map(p => [p.id, p.name]))
  const say = (shown: ShownValue) => sayValue(shown, locale, toCyrillic)

  const line = (period: Period, shown?: ShownValue) => {
    const found = latestValue(stored, key, period)
    const value = found && isSet(found.value) ? found.value : undefined
    const target = targetFor(defined, { period, organisation: null })
    return {
      period: periodCode(period),
      running: today < period.to,
      ...(value ? say(shown ?? shownToStaff(value, of)) : { text: null, state: 'not-set' as const }),
      number: value && !shown ? drawn(value, of) : null,
      ...sourceOf(found, value, nameOf),
      target: target ?? null,
      light: lightFor(value, target, of, { period, today }),
      version: versionOf(found)
    }
  }
  const firstStored = Math.min(year, ...stored.map(v => Number(v.period.from.slice(0, 4))))
  const firstTarget = Math.max(year, ...defined.targets.map(t => Number(t.period.from.slice(0, 4))))
  const from = Math.max(Math.min(firstStored, year - 1), year - yearsShown + 1)
  const years = Array.from({ length: firstTarget - from + 1 }, (_, i) => from + i)
  const history = years.map(y => line(yearPeriod(y)))
  const inYears =
    defined.measured === 'year'
      ? []
      : years
          .filter(y => y <= year)
          .flatMap(y => {
            const periods = periodsIn(y, defined.measured).filter(p => p.from <= today)
            const valueIn = (p: Period) => latestValue(stored, key, p)?.value
            const shown = shownPeriods(valueIn(yearPeriod(y)), periods.map(valueIn), of)
            return periods.map((p, i) => ({ ...line(p, shown[i]), number: plain(shown[i]) }))
          })
  const current = latestValue(stored, key, yearPeriod(year)) ?? latestValue(stored, key, yearPeriod(year - 1))
  const mayEnter = !code && may(actor, planVerbs['indicator.enter-by-hand'])
  return {
    id,
    key,
    code,
    kind,
    year,
    today,
    twinOf: row && id !== row.indicator.id && id !== code ? row.indicator.id : null,
    printedAs: row ? indicatorRows(strategy).filter(r => r.countedAs === row.indicator.id).map(r => ({ id: r.indicator.id, table: pick(r.table.title) })) : [], // prettier-ignore
    name: row ? pick(row.indicator) : null,
    activity: row ? pick(row.activity.title) : null,
    table: row ? pick(row.table.title) : null,
    defined: { ...defined, targets: [], baseline: null },
    organisations,
    sources: contributed?.sources ?? null,
    counting: contributed?.version ?? null,
    sql: contributed && may(actor, planVerbs['indicator.read-sql']) ? contributed.sql.trim() : null,
    behind:
      contributed?.behind && may(actor, contributed.behind.permission)
        ? { path: contributed.behind.path, word: contributed.behind.word }
        : null,
    baseline: defined.baseline && {
      period: periodCode(defined.baseline.period),
      text: say(shownToStaff(defined.baseline.value, of)).text,
      evidence: defined.baseline.evidence
    },
    history,
    inYears,
    breakdown: current
      ? // what organisations told stands in a table of its own
        shownParts(current.value, of)
          .filter(d => d.by !== byOrganisation)
          .map(({ by, parts }) => ({
            by,
            name: defined.breakdowns.find(b => b.id === by)?.name ?? null,
            parts: parts.map(p => ({
              key: p.key,
              name:
                by === 'category'
                  ? (strategy.vulnerable_categories.find(c => c.id === p.key) ?? null)
                  : (defined.breakdowns.find(b => b.id === by)?.parts.find(x => x.id === p.key)?.name ??
                    null),
              ...say(p.shown)
            }))
          }))
      : [],
    breakdownOf: current ? periodCode(current.period) : null,
    partners: partnersOf(
      told,
      defined.targets.filter(t => t.organisation !== null),
      key
    ).map(p => ({
      organisation: organisations.find(o => o.id === p.organisation)?.name ?? null,
      period: periodCode(p.period),
      text: p.found ? say(shownToStaff(p.found.value, of)).text : null,
      ...sourceOf(p.found, p.found?.value, nameOf),
      target: p.target ?? null,
      light: lightFor(p.found?.value, p.target, of, { period: p.period, today })
    })),
    said: historyOf(facts).map(h => ({
      ...h,
      by: nameOf.get(h.by) ?? null,
      organisation: organisations.find(o => o.id === h.organisation)?.name ?? null
    })),
    mayEnter,
    evaluations: mayEnter ? read.evaluations : [],
    mayDefine: may(actor, planVerbs['indicator.define']),
    /** Periods in which a value can be entered, and whether one stands already (then a reason is asked for). */
    enterable: mayEnter
      ? Array.from({ length: 4 }, (_, i) => year - i).flatMap(y =>
          periodsIn(y, defined.measured)
            .filter(p => p.from <= today)
            .reverse()
            .map(p => ({
              code: periodCode(p),
              stands: latestValue(stored, key, p) !== undefined,
              toldBy: told.filter(t => samePeriod(t.period, p)).map(t => t.organisation)
            }))
        )
      : [],
    /** Ended years whose number is final: it changes only when somebody has it counted again and says why. */
    recountable:
      code && may(actor, planVerbs['indicator.recount'])
        ? history.filter(h => !h.running && h.text !== null).map(h => Number(h.period)).reverse() // prettier-ignore
        : []
  }
}
export type ShownIndicator = Awaited<ReturnType<typeof shownIndicator>>

const plain = (shown: ShownValue | undefined): number | null =>
  shown && shown !== 'not-set' && shown.kind === 'count' && 'shown' in shown.value ? shown.value.shown : null

const versionOf = (v: StoredValue | undefined): number | null => v?.source.version ?? null

const sourceOf = (
  found: StoredValue | undefined,
  value: IndicatorValue | undefined,
  nameOf: ReadonlyMap<string, string>
) => ({
  source: value ? found!.source.from : null,
  evidence: value && found!.source.from === 'hand' ? found!.source.evidence : [],
  evaluation: value && found!.source.from === 'hand' ? (found!.source.evaluation ?? null) : null,
  by: value && found!.source.from === 'hand' ? (nameOf.get(found!.source.by) ?? null) : null,
  at: value ? found!.takenAt : null,
  reason: value ? (found!.corrects?.reason ?? null) : null
})

type Told = StoredValue & { organisation: string }
type Promised = { organisation: string | null; period: Period; target: Target }

/** What each organisation told and what it is to reach, newest period first. */
const partnersOf = (told: readonly Told[], targets: readonly Promised[], key: string) => {
  const lines = new Map<string, { organisation: string; period: Period }>()
  for (const { organisation, period } of [...told, ...targets])
    if (organisation) lines.set(`${organisation} ${periodCode(period)}`, { organisation, period })
  return [...lines.values()]
    .sort((a, b) => (a.period.from === b.period.from ? 0 : a.period.from < b.period.from ? 1 : -1))
    .map(({ organisation, period }) => ({
      organisation,
      period,
      found: latestValue(told.filter(t => t.organisation === organisation), key, period), // prettier-ignore
      target: targets.find(t => t.organisation === organisation && samePeriod(t.period, period))?.target
    }))
}

const pick = ({ sr, sq, en }: { sr: string; sq: string; en: string }) => ({ sr, sq, en })
