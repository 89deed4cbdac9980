// What a person gets of their own record, in their language. What belongs to others is not among it: suspects, witnesses and family,
// names of staff, the team's notes. Said in words here, drawn by CopyOfRecord.svelte.
import { consentsOf, type Case, type CaseFact, type CodedRecord, type PersonInCase } from '#cases/index.ts'
import { formatDate, formatMonth } from '#locales/format.ts'
import { languageNames } from '#locales/language-names.ts'
import { choices, lists, numbers } from './coded-fields.ts'
import { sayFact, type Known, type Spoken } from './say-fact.ts'

export type Said = { readonly name: string; readonly words: string }
export type DatedLine = { readonly on: string; readonly what: string; readonly words: string }

export const sayFacts = (facts: readonly CaseFact[], known: Known & { spoken: Spoken }): DatedLine[] =>
  facts.map(fact => ({
    on: formatDate(known.spoken.locale, fact.on),
    what: known.spoken.say(`case-step.${fact.kind}`),
    words: sayFact(fact, known)
  }))

export const sayCoded = (
  coded: CodedRecord,
  { locale, say }: Spoken,
  settlement: (id: string) => string
): Said[] => {
  const country = new Intl.DisplayNames([locale, 'en'], { type: 'region' })
  const values = coded as Record<string, unknown>
  const line = (field: string, words: string): Said[] =>
    words ? [{ name: say(`coded.${field}`), words }] : []
  return [
    ...numbers.flatMap(({ field }) => line(field, String(coded[field] ?? ''))),
    ...choices.flatMap(({ field, word }) =>
      values[field] === undefined ? [] : line(field, word(String(values[field]), say))
    ),
    ...line('citizenship', (coded.citizenship ?? []).map(code => country.of(code) ?? code).join(', ')),
    ...lists.flatMap(({ field, word }) =>
      line(field, ((values[field] as string[] | undefined) ?? []).map(code => word(code, say)).join(', '))
    ),
    ...line('deceased', coded.deceased ? say('answer.yes') : ''),
    ...line(
      'events',
      (coded.events ?? [])
        .map(event =>
          [
            say(`htcds.eventTypes.${event.type}`),
            event.settlement && settlement(event.settlement),
            event.country && (country.of(event.country) ?? event.country),
            event.month && formatMonth(locale, event.month)
          ]
            .filter(Boolean)
            .join(', ')
        )
        .join('; ')
    )
  ]
}

export const sayConsents = (one: Case, person: PersonInCase, known: Known & { spoken: Spoken }): Said[] => {
  const { locale, say } = known.spoken
  const day = (on: string) => ({ day: formatDate(locale, on) })
  return consentsOf(one, person.id).map(consent => ({
    name: [
      say(`consent-purpose.${consent.purpose}`),
      consent.recipient && known.organisation(consent.recipient)
    ]
      .filter(Boolean)
      .join(': '),
    words: [
      say('copy.given-on', day(consent.givenOn)),
      say(`consent-channel.${consent.channel}`),
      (languageNames as Record<string, string>)[consent.language] ?? say(`language.${consent.language}`),
      consent.until && say('copy.until', day(consent.until)),
      consent.withdrawnOn && say('copy.withdrawn-on', day(consent.withdrawnOn))
    ]
      .filter(Boolean)
      .join(', ')
  }))
}

/** What was planned and who was asked. */
export const sayHelp = (one: Case, person: PersonInCase, known: Known & { spoken: Spoken }): Said[] => {
  const { locale, say } = known.spoken
  const day = (on: string) => ({ day: formatDate(locale, on) })
  const planned = person.plan.map(line => ({
    name: say(`help.${line.service}`),
    words: [
      known.organisation(line.owner),
      line.givenOn ? say('copy.help-given', day(line.givenOn)) : say('copy.planned', day(line.until)),
      line.result && say(`assistance-result.${line.result}`)
    ]
      .filter(Boolean)
      .join(', ')
  }))
  const asked = one.referrals
    .filter(referral => referral.person === person.id)
    .map(referral => ({
      name: say(`help.${referral.service}`),
      words: [
        known.organisation(referral.to),
        say('copy.sent', day(referral.sentOn)),
        say(`referral-status.${referral.status}`)
      ]
        .filter(Boolean)
        .join(', ')
    }))
  return [...planned, ...asked]
}
