// Test support: a made-up year with known answers. Periods by their short name, answers as a person would write them on paper.
import { count, type Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { month, quarter, year, type Period } from '#kernel/period.ts'
import type { Indicator } from '../indicator.ts'

const periodOf = (code: string): Period => {
  const [, y, q, m] = /^(\d{4})(?:-Q(\d)|-(\d\d))?$/.exec(code)!
  if (q) return quarter(Number(y), Number(q) as 1)
  return m ? month(Number(y), Number(m)) : year(Number(y))
}

/** `7`, `3/4`, `yes`, `no`; parts in brackets: `7 (a 4, b 3)`. */
export const answerOf = async (
  network: NetworkId,
  indicators: readonly Indicator<Read>[],
  code: string,
  period: string
): Promise<string> => {
  const value = await count(network, ({ db }) =>
    indicators.find(i => i.code === code)!.value(db, periodOf(period))
  )
  if (value.kind === 'yes_no') return value.value ? 'yes' : 'no'
  if (value.kind === 'percent') return `${value.numerator}/${value.denominator}`
  if (value.kind === 'qualitative') throw new Error('words are not counted')
  const parts = value.breakdown.map(p => `${p.key} ${p.value}`)
  return `${value.value}${parts.length ? ` (${parts.join(', ')})` : ''}`
}
