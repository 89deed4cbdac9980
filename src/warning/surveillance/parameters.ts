// The parameters of each method under the names that statisticians know from R's package surveillance, with its defaults.
import { z } from 'zod'
import { check, unread } from '../input/params.ts'
import { InputRefused } from '../input/refused.ts'
import { transformations } from './cusum.ts'
import type { Detection } from './detect.ts'

const share = z.number().min(0).max(1)
const whole = z.int().min(0)
const several = <T>(one: z.ZodType<T>) => z.union([z.array(one), one.transform(value => [value])])

const earsSchema = z
  .object({
    method: z.enum(['C1', 'C2', 'C3']).default('C1'),
    baseline: z.int().min(3).default(7),
    minSigma: z.number().min(0).nullable().default(0),
    alpha: share.nullish()
  })
  .transform(({ alpha, minSigma, ...rest }) => ({
    ...rest,
    minSigma: minSigma ?? 0,
    // those of the Centers for Disease Control
    alpha: alpha ?? (rest.method === 'C3' ? 0.025 : 0.001)
  }))

const bayesSchema = z.object({
  b: whole.default(0),
  w: whole.default(6),
  actY: z.boolean().default(true),
  alpha: share.default(0.05)
})

const rkiSchema = z.object({ b: whole.default(2), w: whole.default(4), actY: z.boolean().default(false) })

const cusumSchema = z
  .object({
    k: z.number().default(1.04),
    h: z.number().default(2.26),
    m: z.union([z.number().min(0), z.array(z.number().min(0)), z.literal('glm')]).nullish(),
    trans: z.enum(transformations).default('standard'),
    alpha: z.number().min(0).nullish(),
    reset: z.boolean().default(false)
  })
  .transform(({ m, alpha, ...rest }) => ({ ...rest, m: m ?? null, alpha: alpha ?? null }))
  .refine(({ trans, alpha }) => trans !== 'pearsonNegBin' || alpha !== null, {
    path: ['alpha'],
    message: 'pearsonNegBin needs it'
  })

const farringtonSchema = z
  .object({
    b: z.int().min(1).default(5),
    w: whole.default(3),
    reweight: z.boolean().default(true),
    weightsThreshold: z.number().positive().default(2.58),
    alpha: z.number().gt(0).lt(1).default(0.05),
    trend: z.boolean().default(true),
    pThresholdTrend: share.default(0.05),
    limit54: z.tuple([z.number().min(0), z.int().min(1)]).default([5, 4]),
    powertrans: z.enum(['2/3', '1/2', 'none']).default('2/3'),
    noPeriods: z.int().min(1).default(1),
    pastWeeksNotIncluded: whole.nullish(),
    populationOffset: z.boolean().default(false),
    thresholdMethod: z.enum(['delta', 'nbPlugin', 'muan']).default('delta')
  })
  .transform(({ pastWeeksNotIncluded, ...rest }) => ({
    ...rest,
    pastWeeksNotIncluded: pastWeeksNotIncluded ?? null
  }))

const chartSchema = z
  .object({
    'c.ARL': z.number().positive().default(5),
    mu0: z
      .union([
        z.array(z.number().positive()),
        z.object({
          S: whole.default(1),
          trend: z.boolean().default(false),
          refit: z.boolean().default(false)
        })
      ])
      .nullish(),
    Mtilde: z.int().min(1).default(1),
    change: z.literal('intercept', 'only "intercept" is supported').default('intercept'),
    theta: z.number().nullish(),
    alpha: z.literal(0, 'only 0 (Poisson) is supported').nullish(),
    dir: several(z.enum(['inc', 'dec'])).default(['inc']),
    ret: several(z.enum(['value', 'cases'])).default(['cases'])
  })
  .transform(({ mu0, theta, dir, ret, ...rest }) => ({
    'c.ARL': rest['c.ARL'],
    Mtilde: rest.Mtilde,
    mu0: mu0 ?? { S: 1, trend: false, refit: false },
    theta: theta ?? null,
    dir: dir[0]!,
    ret: ret[0]!
  }))

const schemas = {
  earsC: earsSchema,
  bayes: bayesSchema,
  rki: rkiSchema,
  cusum: cusumSchema,
  farringtonFlexible: farringtonSchema,
  glrpois: chartSchema
} as const
export type Method = keyof typeof schemas
export const methods = Object.keys(schemas) as Method[]

const read: Record<Method, readonly string[]> = {
  earsC: ['method', 'baseline', 'minSigma', 'alpha'],
  bayes: ['b', 'w', 'actY', 'alpha'],
  rki: ['b', 'w', 'actY'],
  cusum: ['k', 'h', 'm', 'trans', 'alpha', 'reset'],
  farringtonFlexible: Object.keys(farringtonSchema.in.shape),
  // S and M have no effect on an intercept chart, in R as here
  glrpois: ['c.ARL', 'mu0', 'Mtilde', 'change', 'theta', 'alpha', 'dir', 'ret', 'S', 'M', 'beta', 'xMax']
}
// how R prints, and what it adds to what it was given
const silentNames = ['verbose', 'glmWarnings', 'fitFun', 'm_used', 'pastWeeksNotIncluded_effective', 'range']

/** The method with its parameters and their defaults, and the names in `given` that mean nothing to it. */
export const readDetection = (
  method: Method,
  given: unknown,
  { frequency, monitored }: { frequency: number; monitored: number }
): { how: Detection; unread: string[] } => {
  const params = check(schemas[method] as z.ZodType<unknown>, given ?? {})
  const how = { method, params } as Detection
  const refuse = (name: string, why: string) => new InputRefused(`parameter ${name}: ${why}`)
  if (how.method === 'cusum' && Array.isArray(how.params.m) && how.params.m.length !== monitored)
    throw refuse('m', `${how.params.m.length} means, but ${monitored} periods are monitored`)
  if (how.method === 'glrpois' && Array.isArray(how.params.mu0) && how.params.mu0.length < monitored)
    throw refuse('mu0', `${how.params.mu0.length} means, but ${monitored} periods are monitored`)
  if (how.method === 'farringtonFlexible') {
    const rest = frequency - 2 * how.params.w - 1
    if (how.params.noPeriods > 1 && how.params.noPeriods - 1 > rest)
      throw refuse(
        'noPeriods',
        `the ${rest} periods outside the window cannot make ${how.params.noPeriods - 1} parts`
      )
  }
  return { how, unread: unread(given, [...read[method], ...silentNames]) }
}
