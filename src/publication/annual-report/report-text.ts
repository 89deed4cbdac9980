// Words that people write, with numbers locked inside as chips: [[value:reports-received]]. The words are free, the numbers are not.

import type { Locale } from '#kernel/locale.ts'
import type { ReportValues } from './report-values.ts'
import { sayValue, type ValueState } from './shown-value.ts'

export type TextPart = { kind: 'text'; text: string } | { kind: 'chip'; chip: string }
/** What a page or a PDF sets: plain text, or a number with the chip it comes from. */
export type Run = { text: string } | { text: string; chip: string; state: ValueState }

const chipPattern = /\[\[value:([a-z0-9-]+(?:@[0-9A-Za-z_-]+)?)\]\]/g

export const parseWords = (text: string): TextPart[] => {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(chipPattern)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) })
    parts.push({ kind: 'chip', chip: match[1]! })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}

export const printWords = (parts: readonly TextPart[]): string =>
  parts.map(p => (p.kind === 'text' ? p.text : `[[value:${p.chip}]]`)).join('')

export type WordsFault = { code: 'report.unknown-chip' | 'report.broken-chip'; found: string; at: number }
/** Only a hint to the writer: a number typed by hand does not follow its source and is not protected. */
export type WordsWarning = { code: 'report.number-by-hand'; found: string; at: number }

export const checkWords = (
  text: string,
  values: ReportValues
): { faults: WordsFault[]; warnings: WordsWarning[] } => {
  const faults: WordsFault[] = []
  const warnings: WordsWarning[] = []
  let at = 0
  for (const part of parseWords(text)) {
    if (part.kind === 'chip') {
      if (!values.has(part.chip)) faults.push({ code: 'report.unknown-chip', found: part.chip, at })
    } else {
      // An open bracket that is no chip would print as it stands: somebody broke a lock by hand.
      for (const m of part.text.matchAll(/\[\[|\]\]/g)) {
        faults.push({
          code: 'report.broken-chip',
          found: part.text.slice(m.index, m.index + 30),
          at: at + m.index
        })
      }
      for (const m of part.text.matchAll(/\d[\d.,/-]*/g)) {
        const found = m[0].replace(/[.,]+$/, '')
        if (!isYearOrDate(found, part.text.slice(m.index + m[0].length))) {
          warnings.push({ code: 'report.number-by-hand', found, at: at + m.index })
        }
      }
    }
    at += printWords([part]).length
  }
  return { faults, warnings }
}

const months =
  /^\.?\s*(jan|feb|mar|apr|maj|may|jun|jul|avg|aug|sep|okt|oct|nov|dec|janar|shkurt|mars|prill|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor)/i

const isYearOrDate = (found: string, after: string): boolean =>
  /^(19|20)\d\d([–-](19|20)?\d\d)?$/.test(found) ||
  /^\d{1,2}[./]\d{1,2}[./](19|20)\d\d$/.test(found) ||
  /^(19|20)\d\d-\d\d-\d\d$/.test(found) ||
  (/^\d{1,2}$/.test(found) && months.test(after))

/** Throws on an unknown chip: checkWords comes first, and a hole where a number was would be read as none. */
export const renderWords = (
  text: string,
  values: ReportValues,
  locale: Locale,
  toCyrillic: (latin: string) => string
): Run[] =>
  parseWords(text).map(part => {
    if (part.kind === 'text') return { text: locale === 'sr-Cyrl' ? toCyrillic(part.text) : part.text }
    const value = values.get(part.chip)
    if (!value) throw new RangeError(`no such number in this report: ${part.chip}`)
    return { ...sayValue(value.shown, locale, toCyrillic), chip: part.chip }
  })
