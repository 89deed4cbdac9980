// Sentences of trends, in the reader's language.
import type { SourceCode } from '#kernel/counted-source.ts'
import { formatDate, formatMonth, formatNumber, formatShortDate } from '#locales/format.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import type { Unit } from '../periods.ts'
import { mostYears, type Rise } from '../rises.ts'
import type { ShownPeriod } from '../shown.ts'

/** “Reports (Work, Domorovce)”; what was not chosen is not said. */
export const whatOf = (
  of: SourceCode,
  sign: string | null,
  place?: string | null,
  about?: string | null
): string => {
  const chosen = [sign && tt(`sign-kind.${sign}`), place, about && tt(`vulnerable.${about}`)].filter(Boolean)
  return tt(`trend-source.${of}`) + (chosen.length ? ` (${chosen.join(', ')})` : '')
}

export const periodName = (unit: Unit, start: string): string =>
  unit === 'week' ? formatShortDate(language(), start) : formatMonth(language(), start.slice(0, 7))

export const longDay = (day: string): string => formatDate(language(), day, 'genitive')

export const spanOf = (unit: Unit, count: number): string => tt(`trend-span.${unit}`, { count })

/** What was to be expected, no finer than it can be known. */
const about = (n: number): string => formatNumber(language(), n < 10 ? Math.round(n * 2) / 2 : Math.round(n))

export const riseSentences = ({ observed, periods, unit, usual, onceInYears }: Rise): string[] => {
  const said = [t('trend.rise', { observed, span: spanOf(unit, periods), usual: about(usual) })]
  if (onceInYears === undefined) return said
  if (onceInYears >= mostYears) return [...said, t('trend.chance-never')]
  return [
    ...said,
    onceInYears >= 0.75
      ? t('trend.chance-years', { years: Math.max(1, Math.round(onceInYears)) })
      : t('trend.chance-often', { times: Math.max(1, Math.round(1 / onceInYears)) })
  ]
}

/** A count, or its class for readers outside the circle. */
export const countOf = (period: Pick<ShownPeriod, 'count' | 'class'>): string =>
  period.count === null ? tt(`trend-class.${period.class}`) : formatNumber(language(), period.count)
