// The report as the witness writes it: seven questions, each may be left out; only what happened, or a file, is needed.
// This is what is sealed. Strict, because an unknown field would be something nobody thought about, in clear or not.
import { z } from 'zod'
import { mostBytes, mostFiles } from '#kernel/file-limits.ts'
import { publicLocales } from '#kernel/locale.ts'
import { longest } from './longest.ts'
import { allObservations } from './observations.ts'
import {
  ages,
  agreements,
  professions,
  urgentNeeds,
  type ProfessionalReferral
} from './professionals/referral.ts'

export { longest }

/** Languages of the help and report pages. */
export const reportLanguages = publicLocales
export type ReportLanguage = (typeof reportLanguages)[number]

export const aboutWhom = ['me', 'someone-else', 'place-or-firm', 'only-asking'] as const
export const dangers = ['yes', 'not-sure', 'no'] as const
export const reportSigns = [
  'papers-taken',
  'cannot-leave',
  'debt',
  'no-pay',
  'threats',
  'a-child',
  'online-offer'
] as const
export type ReportSign = (typeof reportSigns)[number]

/**
 * Control characters and broken surrogates say nothing to a reader, but each grows to six bytes in JSON and could push
 * a long report over the largest sealing bucket (1 MiB). Line breaks and tabs stay.
 */
const clean = (text: string) => {
  const readable = [...text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\r', '\n')]
  return readable.filter(sign => sign >= ' ' || sign === '\n' || sign === '\t').join('')
}
const words = (max: number) => z.string().max(max).transform(clean)
const line = (max: number) => words(max).transform(text => text.trim())
const needed = (max: number) => line(max).refine(text => text.length > 0)

export const Where = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('settlement'),
    settlement: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
  }),
  z.strictObject({ kind: z.literal('words'), words: needed(longest.where) }),
  z.strictObject({ kind: z.literal('online'), words: line(longest.where).optional() }),
  z.strictObject({ kind: z.literal('unknown') })
])
export type Where = z.infer<typeof Where>

/** The phone number is asked for with hours and a word, so that an answer does not reach the wrong ear. */
export const AnswerWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('code') }),
  z.strictObject({
    kind: z.literal('phone'),
    phone: line(longest.phone).refine(
      phone => /^\+?[0-9 ()/.-]+$/.test(phone) && /^\D*(\d\D*){5,15}$/.test(phone)
    ),
    safeHours: needed(longest.hours),
    safeWord: needed(longest.word)
  }),
  z.strictObject({ kind: z.literal('none') })
])
export type AnswerWay = z.infer<typeof AnswerWay>

/** What is sealed about a file beside its bytes. The name may be telling, which is why it stands in here and nowhere else. */
export const FileManifest = z.strictObject({
  id: z.string().regex(/^[0-9a-f-]{36}$/),
  name: needed(longest.fileName),
  type: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
  size: z.int().min(1).max(mostBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Drawn or recorded anew on the phone, so that no place, time or name of a device is left. Said to both sides. */
  cleaned: z.boolean(),
  /** Only of a voice recorded in the page. */
  voice: z.enum(['own', 'changed']).optional()
})
export type FileManifest = z.infer<typeof FileManifest>

const several = <const T extends readonly string[]>(list: T) =>
  z
    .array(z.enum(list))
    .max(list.length)
    .transform(chosen => [...new Set(chosen)])

/** Only of a professional's report. */
const Referral: z.ZodType<ProfessionalReferral> = z.strictObject({
  profession: z.enum(professions),
  age: z.enum(ages),
  agreement: z.enum(agreements),
  observations: several(allObservations),
  needs: several(urgentNeeds),
  contact: line(longest.contact).optional()
})

export const ReportContent = z.strictObject({
  language: z.enum(reportLanguages),
  about: z.enum(aboutWhom).optional(),
  what: words(longest.what).optional(),
  danger: z.enum(dangers).optional(),
  where: Where.optional(),
  signs: several(reportSigns),
  answerWay: AnswerWay,
  name: line(longest.name).optional(),
  files: z.array(FileManifest).max(mostFiles),
  referral: Referral.optional()
})
export type ReportContent = z.infer<typeof ReportContent>

/** Answers only behind the code, no name: what a person who presses on at every question has chosen. */
export const emptyReport = (language: ReportLanguage): ReportContent => ({
  language,
  signs: [],
  answerWay: { kind: 'code' },
  files: []
})

export const hasSubstance = (report: Pick<ReportContent, 'what' | 'files' | 'referral'>): boolean =>
  (report.what ?? '').trim().length > 0 ||
  report.files.length > 0 ||
  (report.referral?.observations.length ?? 0) > 0

export const reportFieldErrors = [
  'report.write-what-or-add-file',
  'report.too-long',
  'report.too-many-files',
  'report.file-not-readable',
  'report.phone-not-readable',
  'report.safe-hours-missing',
  'report.safe-word-missing',
  'report.write-where',
  'report.choose-from-list'
] as const
export type ReportFieldErrorCode = (typeof reportFieldErrors)[number]
/** `field` is the first part of the path; never the value. */
export type ReportFieldError = { readonly field: string; readonly code: ReportFieldErrorCode }

export const checkReport = (
  input: unknown
):
  | { readonly ok: true; readonly report: ReportContent }
  | { readonly ok: false; readonly errors: readonly ReportFieldError[] } => {
  const parsed = ReportContent.safeParse(input)
  if (parsed.success)
    return hasSubstance(parsed.data)
      ? { ok: true, report: parsed.data }
      : { ok: false, errors: [{ field: 'what', code: 'report.write-what-or-add-file' }] }
  const errors = parsed.error.issues.map(issue => ({
    field: String(issue.path[0] ?? 'report'),
    code: errorCode(issue.path.map(String), issue.code === 'too_big')
  }))
  const once = errors.filter(
    (error, index) =>
      errors.findIndex(other => other.field === error.field && other.code === error.code) === index
  )
  return { ok: false, errors: once }
}

const errorCode = (path: readonly string[], tooBig: boolean): ReportFieldErrorCode => {
  const [field, part] = path
  if (field === 'files')
    return part === undefined && tooBig ? 'report.too-many-files' : 'report.file-not-readable'
  if (tooBig) return 'report.too-long'
  if (part === 'phone') return 'report.phone-not-readable'
  if (part === 'safeHours') return 'report.safe-hours-missing'
  if (part === 'safeWord') return 'report.safe-word-missing'
  if (field === 'where' && part === 'words') return 'report.write-where'
  return 'report.choose-from-list'
}
