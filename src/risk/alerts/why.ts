// Why an alert exists, as a code and its figures: the sentence is made of them in every language, so nothing written by a person
// stands in clear. A place and a category are the alert's own and are not repeated here.
import { z } from 'zod'
import { Day } from '#services/index.ts'
import { levels } from '../matrix.ts'

const count = z.int().min(0).max(1_000_000)
const positive = z.number().positive().max(1_000_000)

export const AlertWhy = z.discriminatedUnion('code', [
  /** Somebody saw signs: in a report, on a case, as a professional, or with their own eyes. */
  z.strictObject({ code: z.literal('signs'), params: z.strictObject({}) }),
  /** One questionnaire reached a level by a matrix in force; `rules` as they are numbered in the matrix, from 0. */
  z.strictObject({
    code: z.literal('score'),
    params: z.strictObject({
      level: z.enum(levels),
      version: z.int().min(1).max(100_000),
      rules: z.array(z.int().min(0).max(999)).max(40)
    })
  }),
  /** Several questionnaires of one matrix within a few days. */
  z.strictObject({
    code: z.literal('several-scores'),
    params: z.strictObject({ count, days: z.int().min(1).max(366) })
  }),
  /** More than usual in a week or month. `usual`: what was to be expected; `onceInYears`: how seldom chance alone does as much. */
  z.strictObject({
    code: z.literal('rise'),
    params: z.strictObject({
      observed: count,
      usual: z.number().min(0).max(1_000_000),
      periods: z.int().min(1).max(60),
      unit: z.enum(['week', 'month']),
      since: Day,
      onceInYears: positive.optional()
    })
  }),
  /** More in some places together than is to be expected; `once`: chance alone does as much 1 time in so many, `rarer`: at most. */
  z.strictObject({
    code: z.literal('cluster'),
    params: z.strictObject({
      places: z
        .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/))
        .min(1)
        .max(200),
      observed: count,
      usual: z.number().min(0).max(1_000_000),
      since: Day,
      until: Day,
      once: z.int().min(1).max(1_000_000),
      rarer: z.boolean()
    })
  })
])
export type AlertWhy = z.infer<typeof AlertWhy>
export type WhyCode = AlertWhy['code']
