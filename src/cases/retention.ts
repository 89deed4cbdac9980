// How long a case is kept: so long after its closing, or longer when somebody says why, or until the person's own wish was granted.
import { addDays } from '#services/index.ts'
import type { Day } from '#services/index.ts'
import type { Case } from './case.ts'
import { addPeriod, shippedCasePeriods, type Period } from './periods.ts'

/** So many days before, the desk lists what will be erased. */
const caseWarnDays = 60

/** The day on which the first granted wish was answered. It goes the same night, whatever was decided before. */
const wishedOn = (one: Case): Day | undefined =>
  one.persons
    .flatMap(person => person.requests)
    .flatMap(each => (each.is === 'erasure' && each.answeredOn && !each.refused ? [each.answeredOn] : []))
    .toSorted()[0]

/** The day on which the case is erased; undefined while it is open. */
export const eraseDayOfCase = (
  one: Case,
  periodOn: (day: Day) => Period = () => shippedCasePeriods['keep-closed-case']
): Day | undefined => {
  if (one.status !== 'closed' || !one.closedOn) return undefined
  const wished = wishedOn(one)
  if (wished && wished >= one.closedOn) return wished
  const end = addPeriod(one.closedOn, periodOn(one.closedOn))
  return one.keptUntil && one.keptUntil > end ? one.keptUntil : end
}

export const caseWarnUntil = (today: Day): Day => addDays(today, caseWarnDays)
