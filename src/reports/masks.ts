// Parts of a report that those who receive it must not see: what could point to the witness. The whole stays with the intake team,
// which seals the marks for itself; whatever is sealed or printed for others passes through `covered` first.
import { z } from 'zod'
import { maskMark } from '#cases/index.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { maskReasons } from './facts.ts'
import type { MaskReason } from './facts.ts'
import type { ReportContent } from './report.ts'
import { merged, plain, Span, textHash } from './spans.ts'

/** Answers that are masked as a whole: there is nothing in them to keep. */
export const wholeAnswers = [
  'about',
  'where',
  'danger',
  'signs',
  'answerWay',
  'name',
  'language',
  'referral'
] as const
export type WholeAnswer = (typeof wholeAnswers)[number]

const marked = {
  reason: z.enum(maskReasons),
  by: z.string().min(1).max(100),
  at: z.iso.datetime()
}
/** Where: what happened, one message of the talk. */
export const maskedTexts = z.string().regex(/^(what|message:[0-9a-f-]{36})$/)
const InText = z.strictObject({
  ...marked,
  in: maskedTexts,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  span: Span
})
const Whole = z.strictObject({
  ...marked,
  in: z.union([z.enum(wholeAnswers), z.string().regex(/^file:[0-9a-f-]{36}$/)])
})
export const Mask = z.union([InText, Whole])
export type Mask = z.infer<typeof Mask>
export type TextMask = z.infer<typeof InText>

/** Sealed anew as a whole with every change, so that what holds is always one box. */
export const Masks = z.strictObject({ masks: z.array(Mask).max(500) })
export type Masks = z.infer<typeof Masks>

export const isTextMask = (mask: Mask): mask is TextMask => 'span' in mask
export const textMasks = (masks: readonly Mask[], place: string): readonly TextMask[] =>
  masks.filter((mask): mask is TextMask => isTextMask(mask) && mask.in === place)
export const isWholeMasked = (masks: readonly Mask[], place: string): boolean =>
  masks.some(mask => !isTextMask(mask) && mask.in === place)

/** What may be told in clear of a change: the reasons, none twice. */
export const reasonsOf = (masks: readonly Mask[]): readonly MaskReason[] =>
  maskReasons.filter(reason => masks.some(mask => mask.reason === reason))

/** The text with its masked parts replaced by a mark; refused when it is not the text that was marked. */
export const coverText = (
  text: string,
  masks: readonly Mask[],
  place: string
): Outcome<{ readonly text: string }> => {
  const here = textMasks(masks, place)
  const hash = textHash(text)
  const whole = plain(text)
  if (here.some(mask => mask.hash !== hash || mask.span.to > whole.length))
    return refuse('report.masked-text-changed', 409)
  const spans = merged(here.map(mask => mask.span))
  const kept = [...spans, { from: whole.length, to: whole.length }].map((span, at) =>
    whole.slice(spans[at - 1]?.to ?? 0, span.from)
  )
  return { ok: true, text: kept.join(maskMark) }
}

type Talk = readonly {
  readonly row: string
  readonly from: 'intake' | 'reporter'
  readonly day: string
  readonly text: string
}[]
export type Coverable = {
  readonly content: ReportContent | null
  readonly messages: Talk
  readonly files: readonly { readonly row: string }[]
}
export type Covered = {
  /** Masked answers are missing; `masked` names them, so that the reader knows that something was there. */
  readonly content: (Partial<ReportContent> & { readonly masked: readonly WholeAnswer[] }) | null
  readonly talk: readonly {
    readonly from: 'intake' | 'reporter'
    readonly day: string
    readonly text: string
  }[]
  /** Rows of the files that may go along. */
  readonly files: readonly string[]
}

/** What others may see of an opened report. Refused as a whole when a marked text is no longer the one that was marked. */
export const covered = (
  report: Coverable,
  masks: readonly Mask[]
): Outcome<{ readonly covered: Covered }> => {
  const what = report.content?.what === undefined ? undefined : coverText(report.content.what, masks, 'what')
  if (what && !what.ok) return what
  const talk = []
  for (const { row, from, day, text } of report.messages) {
    const said = coverText(text, masks, `message:${row}`)
    if (!said.ok) return said
    talk.push({ from, day, text: said.text })
  }
  const masked = wholeAnswers.filter(answer => isWholeMasked(masks, answer))
  const files = report.files.map(file => file.row).filter(row => !isWholeMasked(masks, `file:${row}`))
  const answers = Object.entries({ ...report.content, ...(what ? { what: what.text } : {}) })
  return {
    ok: true,
    covered: {
      content: report.content && {
        // The manifests inside name every file, also those left out.
        ...(Object.fromEntries(
          answers.filter(([answer]) => answer !== 'files' && !masked.some(one => one === answer))
        ) as Partial<ReportContent>),
        masked
      },
      talk,
      files
    }
  }
}
