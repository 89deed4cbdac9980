import { addDays } from '#cases/index.ts'
import type { Day } from '#kernel/day.ts'

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** From Monday's first moment to the next Monday's; 167 or 169 hours in the weeks when the clock changes. */
export const weekFrom = (monday: Day, startOf: (day: Day) => Date) => ({
  from: startOf(monday),
  to: startOf(addDays(monday, 7))
})
