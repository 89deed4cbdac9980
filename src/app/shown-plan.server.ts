// The plan as a reader at the desk may see it: numbers protected for staff outside the teams that hold the records.
import { may } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import { year as yearPeriod } from '#kernel/period.ts'
import { notFound } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import type { Locale } from '#kernel/locale.ts'
import { askedForIn, codeOfRow, indicatorCodes, indicatorRows, latestValue, sensitivityOfRow, computable, isSet, type StoredValue, type Strategy } from '#plan/index.ts' // prettier-ignore
import { readPlan } from '#plan/read-plan.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import { protectValue, sayValue } from '#publication/annual-report/shown-value.ts'
import { indicators } from './indicators.server.ts'

const shownOf = (
  stored: readonly StoredValue[],
  key: string,
  of: Parameters<typeof protectValue>[1]['of'],
  year: number,
  locale: Locale
) => {
  const found = latestValue(stored, key, yearPeriod(year))
  if (!found || !isSet(found.value)) return { text: null, source: null }
  const said = sayValue(protectValue(found.value, { audience: 'staff', of }), locale, toCyrillic)
  return {
    text: said.text,
    source: found.source.from,
    evidence: found.source.from === 'hand' ? found.source.evidence : [],
    at: found.takenAt
  }
}

export const shownPlan = async (actor: Actor, locale: Locale, timezone: string) => {
  const { stored, strategy, tasks, today } = await readPlan(actor, timezone)
  const year = Number(today.slice(0, 4))
  const rows = Object.fromEntries(
    indicatorRows(strategy).map(({ indicator, countedAs }) => {
      const code = codeOfRow(strategy, indicator.id)
      return [
        indicator.id,
        {
          countedAs,
          code: code ?? null,
          ...shownOf(stored, code ?? countedAs, sensitivityOfRow(strategy, indicator.id), year, locale)
        }
      ]
    })
  )
  const beside = indicatorCodes
    .filter(code => code in askedForIn)
    .map(code => ({ code, ...shownOf(stored, code, computable[code].sensitive, year, locale) }))
  return {
    strategy,
    tasks,
    rows,
    beside,
    year,
    mayCount: may(actor, planVerbs['indicator.take-values']),
    mayRecord: may(actor, planVerbs['plan.record-progress'])
  }
}

/** One number's story: what it is, how it is counted, and its years. `id` is a row of the tables or a code. */
export const shownIndicator = async (actor: Actor, id: string, locale: Locale, timezone: string) => {
  const { stored, strategy, today } = await readPlan(actor, timezone)
  const row = indicatorRows(strategy).find(r => r.indicator.id === id)
  const code = row ? codeOfRow(strategy, id) : indicatorCodes.find(c => c === id)
  if (!row && !code) throw notFound()
  const of = row ? sensitivityOfRow(strategy, id) : computable[code!].sensitive
  const contributed = indicators.find(i => i.code === code)
  const year = Number(today.slice(0, 4))
  const history = Array.from({ length: 5 }, (_, i) => year - i).map(y => ({
    year: y,
    ...shownOf(stored, code ?? row!.countedAs, of, y, locale)
  }))
  return {
    id,
    code: code ?? null,
    year,
    countedAs: row?.countedAs ?? id,
    kind: row?.indicator.kind ?? computable[code!].kind,
    name: row ? pick(row.indicator) : null,
    sources: contributed?.sources ?? null,
    sql: contributed && may(actor, planVerbs['indicator.read-sql']) ? contributed.sql : null,
    mayEnter: !code && may(actor, planVerbs['indicator.enter-by-hand']),
    /** Ended years whose number is final: it changes only when somebody has it counted again and says why. */
    recountable:
      code && may(actor, planVerbs['indicator.recount'])
        ? history.filter(h => h.year < year && h.text !== null).map(h => h.year)
        : [],
    history
  }
}
const pick = ({ sr, sq, en }: Strategy['goals'][number] | { sr: string; sq: string; en: string }) => ({
  sr,
  sq,
  en
})
