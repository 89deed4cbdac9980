// A fact in the reader's words. What a form asks is what the timeline says, from the same table.
import type { CaseFact } from '#cases/index.ts'
import { formatDate, formatNumber } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import { fieldsOf, type FactField } from './fact-fields.ts'

export type Known = {
  readonly organisation: (id: string) => string
  readonly name: (account: string) => string
  readonly currency: string
}

export const sayMoney = (cents: number, currency: string): string =>
  `${formatNumber(language(), cents / 100, cents % 100 ? 2 : 0)} ${currency}`

export const sayFact = (fact: CaseFact, known: Known): string => {
  const plain = fact as unknown as Record<string, unknown>
  const days =
    fact.kind === 'reflection-period-granted'
      ? [t('say.until', { day: formatDate(language(), fact.until) })]
      : []
  return [...fieldsOf(fact.kind).flatMap(field => sayField(field, plain[field.field], known)), ...days].join(
    '; '
  )
}

const sayField = (field: FactField, value: unknown, known: Known): string[] => {
  if (value === undefined || value === '') return []
  switch (field.is) {
    case 'choice':
      return [tt(`${field.words}.${String(value)}`)]
    case 'many':
      return [(value as string[]).map(code => tt(`${field.words}.${code}`)).join(', ')].filter(Boolean)
    case 'day':
      return [
        t(field.field === 'reviewOn' ? 'say.review' : 'say.until', {
          day: formatDate(language(), String(value))
        })
      ]
    case 'organisation':
      return [known.organisation(String(value))].filter(Boolean)
    case 'worker':
    case 'second':
      return [known.name(String(value))].filter(Boolean)
    case 'workers':
      return [t('say.took', { names: (value as string[]).map(known.name).filter(Boolean).join(', ') })]
    case 'member':
      return [t('say.explained', { name: known.name(String(value)) })]
    case 'money':
      return [sayMoney(Number(value), known.currency)]
    case 'language':
      return [(languageNames as Record<string, string>)[String(value)] ?? tt(`language.${String(value)}`)]
    case 'version':
      return [t('say.version', { version: String(value) })]
    default:
      return []
  }
}
