// The sealed report, shaped as #reports/report.ts checks it. Written out here because the public script carries no zod.
import type { PublicLocale } from '#kernel/locale.ts'
import type { ProfessionalReferral } from '#reports/public.ts'

export type FileManifest = {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  /** Drawn or recorded anew on the phone: no place, time or device is left in it. */
  cleaned: boolean
  voice?: 'own' | 'changed'
}

export type ReportContent = {
  language: PublicLocale
  about?: 'me' | 'someone-else' | 'place-or-firm' | 'only-asking'
  what?: string
  danger?: 'yes' | 'not-sure' | 'no'
  where?:
    | { kind: 'settlement'; settlement: string }
    | { kind: 'words'; words: string }
    | { kind: 'online'; words?: string }
    | { kind: 'unknown' }
  signs: (typeof signs)[number][]
  answerWay:
    | { kind: 'code' }
    | { kind: 'phone'; phone: string; safeHours: string; safeWord: string }
    | { kind: 'none' }
  name?: string
  files: FileManifest[]
  /** Only of a professional's report: #reports/professionals. */
  referral?: ProfessionalReferral
}

export const abouts = ['me', 'someone-else', 'place-or-firm', 'only-asking'] as const
export const dangers = ['yes', 'not-sure', 'no'] as const
export const signs = [
  'papers-taken',
  'cannot-leave',
  'debt',
  'no-pay',
  'threats',
  'a-child',
  'online-offer'
] as const
export const ways = ['code', 'phone', 'none'] as const
