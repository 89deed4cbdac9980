import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, lp, type Bytes } from './bytes.ts'
import { businessName, phoneticName, plainName } from './fold.ts'
import { asciiDigits } from './typed.ts'

/*
 * Whether two organisations know the same person, without either showing whom. The inner step needs the staff's network
 * match key, the outer the server's pepper: neither alone can try names. A staff member can still ask about a person
 * they know, so each query must be limited, audited and shown to the organisation that matched.
 */

export const matchKinds = [
  'name-date',
  'name-year',
  'phone',
  'document',
  'name',
  'business',
  'business-number'
] as const
export type MatchKind = (typeof matchKinds)[number]
export type MatchToken = { readonly kind: MatchKind; readonly inner: Bytes }

export type Person = {
  readonly names?: readonly string[]
  /** YYYY, YYYY-MM or YYYY-MM-DD, as far as known. */
  readonly born?: string
  readonly phones?: readonly string[]
  readonly documents?: readonly string[]
}

/** In the browser: every token that can be made from what is known of a person, none twice. */
export function matchTokens(key: Uint8Array, person: Person): MatchToken[] {
  const { names = [], born = '', phones = [], documents = [] } = person
  const parts: [MatchKind, string[]][] = []
  for (const name of names.filter(name => phoneticName(name))) {
    if (/^\d{4}-\d\d-\d\d$/.test(born)) parts.push(['name-date', [plainName(name), born]])
    for (const band of yearBands(born)) parts.push(['name-year', [phoneticName(name), band]])
  }
  for (const phone of phones.map(foldPhone)) if (phone) parts.push(['phone', [phone]])
  for (const document of documents.map(foldDocument)) if (document) parts.push(['document', [document]])
  return tokensOf(key, parts)
}

/** Against whom something was reported: a person of whom often only the name is known, or a business. */
export type Subject = Person & {
  readonly businesses?: readonly string[]
  readonly numbers?: readonly string[]
}

/**
 * As `matchTokens`, with names alone (of two words at least; coarser still, so only for few and within one team), names of businesses
 * without their legal form, and their registration or tax numbers.
 */
export function subjectTokens(key: Uint8Array, subject: Subject): MatchToken[] {
  const { names = [], businesses = [], numbers = [] } = subject
  const parts: [MatchKind, string[]][] = [
    ...names
      .map(phoneticName)
      .map((name): [MatchKind, string[]] => ['name', [name.includes(' ') ? name : '']]),
    ...businesses.map((name): [MatchKind, string[]] => ['business', [businessName(name)]]),
    ...numbers.map((number): [MatchKind, string[]] => ['business-number', [foldDocument(number)]])
  ]
  return [
    ...matchTokens(key, subject),
    ...tokensOf(
      key,
      parts.filter(([, [text]]) => text)
    )
  ]
}

/** None twice. */
function tokensOf(key: Uint8Array, parts: readonly [MatchKind, string[]][]): MatchToken[] {
  const unique = new Map(parts.map(part => [JSON.stringify(part), part]))
  return Array.from(unique.values(), ([kind, texts]) => ({ kind, inner: matchInner(key, kind, texts) }))
}

export const matchInner = (key: Uint8Array, kind: MatchKind, parts: readonly string[]): Bytes =>
  new Uint8Array(hmac(sha256, key, concat(lp('fener/v1/match'), lp(kind), ...parts.map(part => lp(part)))))

/** In the server: what is stored and compared, 16 bytes. The kind is bound again, for the server cannot see it in `inner`. */
export const matchOuter = (pepper: Uint8Array, kind: MatchKind, inner: Uint8Array): Bytes =>
  new Uint8Array(hmac(sha256, pepper, concat(lp('fener/v1/match-outer'), lp(kind), inner))).slice(0, 16)

/** Two overlapping bands of two years each, so that births noted one year apart still share one. Empty without a year. */
export function yearBands(born: string): string[] {
  const year = /^\d{4}(?!\d)/.exec(born)?.[0]
  return year ? [`a${Math.floor(Number(year) / 2)}`, `b${Math.floor((Number(year) + 1) / 2)}`] : []
}

/** The last eight digits: +383 44 123 456, 00383…, and 044 123 456 are one phone. Empty when there are fewer. */
export function foldPhone(phone: string): string {
  const digits = asciiDigits(phone).replace(/[^0-9]/g, '')
  return digits.length < 8 ? '' : digits.slice(-8)
}

/** Letters and digits only, upper case. Empty when shorter than five: too many people would share it. */
export function foldDocument(number: string): string {
  const folded = number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{Nd}]/gu, '')
  return folded.length < 5 ? '' : folded
}
