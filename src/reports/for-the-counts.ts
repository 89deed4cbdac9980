// What the operator may note about a report when deciding, so that it can be counted: a place of the network's list, a kind of
// sign, a category of people. Codes only, in clear, and none of them must be given (docs/decisions/0025-trends.md).
import { z } from 'zod'
import { riskCategories, signKinds, type SignKind } from '#kernel/htcds-strategy.ts'
import type { ReportContent, ReportSign } from './report.ts'

export const ForTheCounts = z.strictObject({
  settlement: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .optional(),
  sign: z.enum(signKinds).optional(),
  category: z.enum(riskCategories).optional()
})
export type ForTheCounts = z.infer<typeof ForTheCounts>

const kindOf: Partial<Record<ReportSign, SignKind>> = {
  'no-pay': 'oblik-radna',
  'online-offer': 'recruitment'
}

/** What the sealed report suggests, worked out in the operator's browser; the operator looks at it before it is saved. */
export const suggestedCounts = ({ where, signs, referral }: ReportContent): ForTheCounts => {
  const kinds = [
    ...signs.flatMap(sign => kindOf[sign] ?? []),
    ...(where?.kind === 'online' ? ['recruitment' as const] : [])
  ]
  const [sign] = new Set(kinds)
  const child = signs.includes('a-child') || referral?.age === 'child'
  return {
    ...(where?.kind === 'settlement' && { settlement: where.settlement }),
    ...(sign && new Set(kinds).size === 1 && { sign }),
    ...(child && { category: 'rk-deca' as const })
  }
}
