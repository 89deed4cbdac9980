// The roster: who is on duty when. Nobody twice at once; a shift is at most a day; what is past is not rewritten.
import { refuse, type Outcome } from '#kernel/problem.ts'
import type { AccountId } from '#kernel/id.ts'
import type { Span } from './hours.ts'

export type Shift = Span & { readonly id: string; readonly account: AccountId }

export const longestShiftHours = 24

/** Whether this shift can stand in the roster beside the others; `times` are instants. */
export const planShift = (
  shift: Shift,
  others: readonly Shift[],
  now: Date
): Outcome<{ readonly shift: Shift }> => {
  const long = shift.to.getTime() - shift.from.getTime()
  if (!(long > 0 && long <= longestShiftHours * 3_600_000)) return refuse('duty.bad-times', 422)
  if (shift.to <= now) return refuse('duty.past', 422)
  const twice = others.some(
    o => o.id !== shift.id && o.account === shift.account && o.from < shift.to && shift.from < o.to
  )
  return twice ? refuse('duty.twice-at-once', 409) : { ok: true, shift }
}

export const onDuty = <S extends Span>(shifts: readonly S[], at: Date): S[] =>
  shifts.filter(({ from, to }) => from <= at && at < to)

/** Who comes after those who are on duty now. */
export const nextOnDuty = <S extends Span>(shifts: readonly S[], at: Date): S | undefined =>
  [...shifts].filter(({ from }) => from > at).sort((a, b) => a.from.getTime() - b.from.getTime())[0]
