// What a phone takes along for days without signal.
import type { Locale, PublicLocale, Trilingual } from '#kernel/locale.ts'
import type { SignTie } from '../forms/sign-ties.ts'
import type { Qr } from './qr.ts'
import type { Matrix, RiskCategory } from '../matrix.ts'

/** `rights`, `numbers`, `help`: the words of the public pages `/p`, `/n`, `/h`. */
export const leafletCodes = ['rights', 'numbers', 'help'] as const
export type LeafletCode = (typeof leafletCodes)[number]

export type LeafletText = {
  title: string
  lead: string
  lines: { text: string; lang?: string | undefined }[]
  /** The public page with the same words, and its address as a drawing. */
  address: string
  qr: Qr
}
export type Leaflet = { code: LeafletCode; in: Record<PublicLocale, LeafletText> }

export type AssignedForm = {
  id: string
  formId: string
  version: string
  title: Record<string, string>
  xform: string
  /** Which of its questions ask for signs; null: it says so itself. */
  ties: SignTie[] | null
  /** The matrix in force for its category; null: nobody has adopted one, or the form asks for no signs. */
  matrix: { id: string; version: number; document: Matrix } | null
}

export type Bundle = {
  /** Whose phone it is. */
  name: string
  network: { id: string; name: Trilingual; madeUp: boolean }
  /** To whom answers are sealed, and to whom the coded columns. */
  circle: { circle: string; epoch: number; recipient: string }
  door: string
  forms: AssignedForm[]
  categories: { code: RiskCategory; in: Record<Locale, string> }[]
  settlements: { id: string; sr: string; sr_cyrl: string; sq: string }[]
  numbers: { number: string; what: Record<PublicLocale, string> }[]
  leaflets: Leaflet[]
}

/** What the server says at every contact. */
export type Contact = {
  /** `device`: known. `person`: signed in, this phone not set up. `ended`: forget everything. `nobody`: sign in. */
  who: 'device' | 'person' | 'ended' | 'nobody'
  now: string
  /** With `device`, when it is new. */
  bundle: Bundle | null
  hash: string | null
  name: string | null
  account: string | null
}
