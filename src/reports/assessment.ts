// One person's look at the signs of one report. It holds a sentence of reasoning, so it is sealed as a whole;
// the fact `assessment-recorded` carries only the codes.
import { z } from 'zod'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { dimensions, indicatorAnswers, indicatorListIds, indicatorLists } from './delphi.ts'
import type { IndicatorAnswer, IndicatorAnswers, IndicatorId, IndicatorListId } from './delphi.ts'
import { mostMarks, SignMark } from './marks.ts'
import { readIndicators, readings } from './read-indicators.ts'
import type { Reading } from './read-indicators.ts'

const indicatorIds = [
  ...new Set(Object.values(indicatorLists).flatMap(list => list.indicators.map(one => one.id)))
] as [IndicatorId, ...IndicatorId[]]

const count = z.int().min(0)

export const Assessment = z.strictObject({
  list: z.enum(indicatorListIds),
  version: z.string().min(1).max(80),
  /** Every indicator of the list, with not-known written out: what was not asked must not look like a no. */
  answers: z.partialRecord(z.enum(indicatorIds), z.enum(indicatorAnswers)),
  act: z.enum(indicatorAnswers),
  results: z.record(
    z.enum(dimensions as [string, ...string[]]),
    z.strictObject({ strong: count, medium: count, weak: count, positive: z.boolean() })
  ),
  /** What the aid read. */
  proposed: z.enum(readings),
  /** What the person thinks. */
  conclusion: z.enum(readings),
  reasonWhenDifferent: z.string().min(1).max(1_000).optional(),
  /** Which words of the witness a sign was seen in. */
  marks: z.array(SignMark).max(mostMarks).optional()
})
export type Assessment = z.infer<typeof Assessment>

/** One sentence: a handful of words at least. A dot or "ok" is not a reason somebody can review in a year. */
const isSentence = (text: string) => text.trim().split(/\s+/).length >= 3

/** The aid never decides. Whoever concludes otherwise says why, in one sentence; agreeing asks for nothing. */
export const assess = (input: {
  readonly list: IndicatorListId
  readonly answers: IndicatorAnswers
  readonly act?: IndicatorAnswer
  readonly conclusion: Reading
  readonly reason?: string
  readonly marks?: readonly SignMark[]
}): Outcome<{ readonly assessment: Assessment }> => {
  const list = indicatorLists[input.list]
  const act = input.act ?? 'not-known'
  const answers = Object.fromEntries(
    list.indicators.map(({ id }) => [id, input.answers[id] ?? 'not-known'])
  ) as Record<IndicatorId, IndicatorAnswer>
  const { dimensions: results, reading } = readIndicators(list, answers, act)
  const different = input.conclusion !== reading
  const reason = input.reason?.trim()
  if (different && !isSentence(reason ?? '')) return refuse('report.say-why-different', 400)
  return {
    ok: true,
    assessment: {
      list: list.id,
      version: list.version,
      answers,
      act,
      results,
      proposed: reading,
      conclusion: input.conclusion,
      ...(different ? { reasonWhenDifferent: reason } : {}),
      ...(input.marks?.length ? { marks: [...input.marks].slice(0, mostMarks) } : {})
    }
  }
}
