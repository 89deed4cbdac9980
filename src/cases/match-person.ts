// What can be compared of a person, out of the fields in which people write it as it comes.
import { isDay } from '#services/index.ts'
import type { Person } from '#seal/match.ts'

export type WrittenIdentity = {
  readonly name?: string
  readonly born?: string
  readonly contact?: string
  readonly documents?: string
}

/** "5.3.1999.", "05/03/1999", "1999-03-05", "mart 1999", "1999": as far as it is known. Empty when no year can be read. */
export const bornAs = (text: string): string => {
  const [, year, month, date] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? []
  const [, d, m, y] = /^\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})\.?\s*$/.exec(text) ?? []
  const day = `${year ?? y}-${(month ?? m)?.padStart(2, '0')}-${(date ?? d)?.padStart(2, '0')}`
  if (isDay(day)) return day
  return /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text)?.[0] ?? ''
}

/** Telephone numbers among other words: eight digits at least, with what people put between them. */
export const phonesIn = (text: string): string[] =>
  (text.match(/\+?\d[\d\s()/.-]{6,}\d/g) ?? []).filter(found => found.replace(/\D/g, '').length >= 8)

/** "lična karta 012345678; pasoš P1234567": what holds a digit, without the words around it. */
export const documentsIn = (text: string): string[] =>
  text
    .split(/[,;\n]|\s{2,}/)
    .flatMap(part => part.match(/[\p{L}\d/-]*\d[\p{L}\d/-]*/gu) ?? [])
    .filter(found => /\d{3}/.test(found))

export const asPerson = ({
  name = '',
  born = '',
  contact = '',
  documents = ''
}: WrittenIdentity): Person => ({
  // several names ("also known as") are several people to a comparison
  names: name
    .split(/[,;()\n]|\s\/\s/)
    .map(one => one.trim())
    .filter(one => one.length > 1),
  born: bornAs(born),
  phones: phonesIn(contact),
  documents: documentsIn(documents)
})
