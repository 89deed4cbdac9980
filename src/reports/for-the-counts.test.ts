import { describe, expect, it } from 'vitest'
import { ForTheCounts, suggestedCounts } from './for-the-counts.ts'
import { emptyReport } from './report.ts'

const report = emptyReport('sr-Latn')

describe('what is noted for the counts', () => {
  it('is suggested from what was sealed, and only where one thing fits', () => {
    expect(suggestedCounts(report)).toEqual({})
    expect(
      suggestedCounts({
        ...report,
        where: { kind: 'settlement', settlement: 'domorovce' },
        signs: ['no-pay', 'a-child']
      })
    ).toEqual({ settlement: 'domorovce', sign: 'oblik-radna', category: 'rk-deca' })
    expect(suggestedCounts({ ...report, where: { kind: 'online' } })).toEqual({ sign: 'recruitment' })
    expect(suggestedCounts({ ...report, signs: ['no-pay', 'online-offer'] })).toEqual({})
  })
  it('is never a word', () => {
    expect(suggestedCounts({ ...report, where: { kind: 'words', words: 'behind the mill' } })).toEqual({})
    expect(ForTheCounts.safeParse({ settlement: 'behind the mill' }).success).toBe(false)
    expect(ForTheCounts.safeParse({ note: 'x' }).success).toBe(false)
    expect(ForTheCounts.safeParse({ category: 'rk-siromastvo' }).success).toBe(false)
  })
})
