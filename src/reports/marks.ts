// Words of the witness tied to a sign: why somebody answered yes. They stand inside the sealed assessment.
import { z } from 'zod'
import { indicatorLists, type IndicatorId } from './delphi.ts'
import { Span } from './spans.ts'

const ids = [
  ...new Set(Object.values(indicatorLists).flatMap(list => list.indicators.map(one => one.id)))
] as [IndicatorId, ...IndicatorId[]]

export const SignMark = z.strictObject({
  indicator: z.enum(ids),
  in: z.string().regex(/^(what|message:[0-9a-f-]{36})$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  span: Span
})
export type SignMark = z.infer<typeof SignMark>
export const mostMarks = 200

/** The marks that still lie over the text they were made in. */
export const marksIn = (marks: readonly SignMark[], place: string, hash: string): readonly SignMark[] =>
  marks.filter(mark => mark.in === place && mark.hash === hash)
