// Where each number of an edition comes from, said in the reader's language: what is counted, for which time, by which definition.
// Only what the edition shows: the number behind "fewer than 5" is not here either.

import { trilingual, type Locale } from '#kernel/locale.ts'
import { addDays, periodCode, type Period } from '#kernel/period.ts'
import { capabilities, type Capability } from '#locales/capabilities.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor, wordsOf } from '#locales/words.server.ts'
import type { IndicatorCode } from '#plan/index.ts'
import type { ReportValue, ReportValues } from './report-values.ts'
import { sayValue } from './shown-value.ts'
import type { ReportTree, TreeNumber } from './tree.ts'

/** The chips a reader meets in words and tables, each once, in the order of the page. */
export const chipsIn = ({ sections }: Pick<ReportTree, 'sections'>): string[] => {
  const chips = sections.flatMap(s =>
    s.blocks.flatMap(b =>
      b.kind === 'paragraph'
        ? b.runs.flatMap(r => ('chip' in r ? [r.chip] : []))
        : b.kind === 'table'
          ? b.groups.flatMap(g => g.rows.flat()).flatMap(c => (c.chip ? [c.chip] : []))
          : []
    )
  )
  return [...new Set(chips)]
}

export const numbersIn = (tree: ReportTree, values: ReportValues, locale: Locale): TreeNumber[] =>
  chipsIn(tree).flatMap(chip => {
    const value = values.get(chip)
    return value ? [numberOf(value, locale)] : []
  })

export const numberOf = (value: ReportValue, locale: Locale): TreeNumber => ({
  chip: value.chip,
  label: trilingual(value.label, locale, toCyrillic),
  ...sayValue(value.shown, locale, toCyrillic),
  period: sayPeriod(value.period, locale),
  how: howCounted(value, locale),
  ...(value.origin?.from === 'hand' && value.origin.evaluation && { evaluation: value.origin.evaluation.id })
})

const sayPeriod = (period: Period, locale: Locale): string => {
  const code = periodCode(period)
  if (/^\d{4}(-\d{4})?$/.test(code)) return code.replace('-', '–')
  return `${formatDate(locale, period.from)} – ${formatDate(locale, addDays(period.to, -1))}`
}

const howCounted = ({ origin, of }: ReportValue, locale: Locale): string => {
  const t = wordsFor(locale, 'annual')
  const said = [
    !origin || origin.from === 'nothing'
      ? t('annual.how.nothing')
      : origin.from === 'records'
        ? `${counted(origin.code, locale)} ${t('annual.how.records', { version: origin.version })}`
        : origin.from === 'hand' && origin.evaluation
          ? t('annual.how.evaluation', { title: trilingual(origin.evaluation.title, locale, toCyrillic) })
          : origin.from === 'plan' && origin.on
            ? t('annual.how.plan-on', { day: formatDate(locale, origin.on) })
            : t(`annual.how.${origin.from}`),
    of === 'none' ? '' : t('annual.how.protected')
  ]
  return said.filter(Boolean).join(' ')
}

/** What a code counts is said by the capability that counts it. */
const counted = (code: IndicatorCode, locale: Locale): string => {
  const key = `counted.${code}`
  const owner = (Object.keys(capabilities) as Capability[]).find(c => key in capabilities[c]['sr-Latn'])
  return owner ? (wordsOf(owner, locale) as Record<string, string>)[key]! : ''
}
