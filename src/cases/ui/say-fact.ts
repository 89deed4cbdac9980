// A fact in the reader's words. What a form asks is what the timeline says, from the same table.
import type { CaseFact } from '#cases/index.ts'
import { formatDate, formatNumber } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import type { Locale } from '#kernel/locale.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import { fieldsOf, type FactField } from './fact-fields.ts'

export type Known = {
  readonly organisation: (id: string) => string
  readonly name: (account: string) => string
  readonly currency: string
  /** In another language than the desk's: for a sheet that somebody takes away. */
  readonly spoken?: Spoken
}
export type Spoken = {
  readonly locale: Locale
  readonly say: (key: string, params?: Record<string, string | number>) => string
}
const desk = (): Spoken => ({ locale: language(), say: tt })

export const sayMoney = (cents: number, currency: string, locale: Locale = language()): string =>
  `${formatNumber(locale, cents / 100, cents % 100 ? 2 : 0)} ${currency}`

export const sayFact = (fact: CaseFact, known: Known): string => {
  const { locale, say } = known.spoken ?? desk()
  const plain = fact as unknown as Record<string, unknown>
  if (fact.kind === 'work-handed-over') return `${known.name(fact.from)} → ${known.name(fact.to)}`
  const days =
    fact.kind === 'reflection-period-granted'
      ? [say('say.until', { day: formatDate(locale, fact.until, 'genitive') })]
      : []
  return [...fieldsOf(fact.kind).flatMap(field => sayField(field, plain[field.field], known)), ...days].join(
    '; '
  )
}

/** What was done, and for whom, by number. */
export const sayWhat = (fact: CaseFact, number: (person: string) => number): string =>
  [
    tt(`case-step.${fact.kind}`),
    'person' in fact && number(fact.person) && t('cases.person', { number: number(fact.person) })
  ]
    .filter(Boolean)
    .join(', ')

/** A fact as it was put right; `was` is the day it stood at before. */
export const sayCorrected = (instead: CaseFact | undefined, known: Known, was?: string): string => {
  const { locale, say } = known.spoken ?? desk()
  if (!instead) return say('correction.did-not')
  return [
    sayFact(instead, known),
    instead.on !== was && say('correction.on-day', { day: formatDate(locale, instead.on) })
  ]
    .filter(Boolean)
    .join('; ')
}

const sayField = (field: FactField, value: unknown, known: Known): string[] => {
  if (value === undefined || value === '') return []
  const { locale, say } = known.spoken ?? desk()
  switch (field.is) {
    case 'choice':
      // “No” alone answers a question nobody sees
      if (field.field === 'under18') return [say('say.under18', { answer: say(`answer.${String(value)}`) })]
      // after the options that were weighed: which of them
      if (field.field === 'decision')
        return [say('say.decided', { decision: say(`${field.words}.${String(value)}`) })]
      return [say(`${field.words}.${String(value)}`)]
    case 'many':
      return [(value as string[]).map(code => say(`${field.words}.${code}`)).join(', ')].filter(Boolean)
    case 'day':
      return [
        say(field.field === 'reviewOn' ? 'say.review' : 'say.until', {
          day: formatDate(locale, String(value), 'genitive')
        })
      ]
    case 'organisation':
      return [known.organisation(String(value))].filter(Boolean)
    case 'worker':
    case 'second':
      return [known.name(String(value))].filter(Boolean)
    case 'workers':
      return [say('say.took', { names: (value as string[]).map(known.name).filter(Boolean).join(', ') })]
    case 'member':
      return [known.name(String(value))].filter(Boolean).map(name => say('say.explained', { name }))
    case 'money':
      return [sayMoney(Number(value), known.currency, locale)]
    case 'language':
      return [(languageNames as Record<string, string>)[String(value)] ?? say(`language.${String(value)}`)]
    case 'version':
      return [say('say.version', { version: String(value) })]
    default:
      return []
  }
}
