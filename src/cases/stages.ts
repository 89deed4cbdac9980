// The six stages of the referral mechanism as a strip. They may run side by side; none has to be finished for another to begin.
import { isTreatedAsChild, presumedVictims } from './case.ts'
import type { Case, PersonInCase } from './case.ts'
import type { Day } from '#services/index.ts'

export const stages = [
  'initial-identification',
  'needs-and-risk',
  'early-support-and-identification',
  'longer-support',
  'return-or-reintegration',
  'proceedings'
] as const
export type Stage = (typeof stages)[number]
export const stageStates = ['not-begun', 'under-way', 'done'] as const
export type StageState = (typeof stageStates)[number]

type Reached = { readonly state: StageState; readonly on?: Day }

const notBegun: Reached = { state: 'not-begun' }
const latest = (days: readonly (Day | undefined)[]): Day | undefined =>
  days
    .filter(day => day !== undefined)
    .toSorted()
    .at(-1)
const earliest = (days: readonly (Day | undefined)[]): Day | undefined =>
  days.filter(day => day !== undefined).toSorted()[0]

/** Done when it is done for each; under way when it has begun for one. The date is that of the last end or the first beginning. */
const over = (
  persons: readonly PersonInCase[],
  begun: (person: PersonInCase) => Day | undefined,
  ended: (person: PersonInCase) => Day | undefined
): Reached => {
  if (persons.length === 0) return notBegun
  const ends = persons.map(ended)
  if (ends.every(day => day !== undefined)) return { state: 'done', on: latest(ends) as Day }
  const first = earliest(persons.map(begun))
  return first === undefined ? notBegun : { state: 'under-way', on: first }
}

const onlyWhen = (condition: boolean, day: Day | undefined) => (condition ? day : undefined)

export const stageStrip = (one: Case): readonly ({ readonly stage: Stage } & Reached)[] => {
  const victims = presumedVictims(one)
  const reached: Record<Stage, Reached> = {
    'initial-identification':
      victims.length === 0
        ? { state: 'under-way', on: one.openedOn }
        : { state: 'done', on: latest(victims.map(person => person.recordedOn)) as Day },
    'needs-and-risk': over(
      victims,
      person => earliest([person.risk?.on, person.needs?.on, person.bestInterestAssessedOn]),
      // For a child the assessment is not complete without the best interest.
      person =>
        onlyWhen(
          person.risk !== undefined &&
            (!isTreatedAsChild(person) || person.bestInterestAssessedOn !== undefined),
          latest([person.risk?.on, person.bestInterestAssessedOn])
        )
    ),
    'early-support-and-identification': over(
      victims,
      person =>
        earliest([
          person.helpGivenOn,
          person.reflection?.from,
          onlyWhen(person.decidedBy !== undefined, person.statusOn)
        ]),
      person => onlyWhen(person.status !== 'presumed', person.statusOn)
    ),
    'longer-support': over(
      victims,
      person => earliest(person.plan.map(line => line.plannedOn)),
      person =>
        onlyWhen(
          person.plan.length > 0 && person.plan.every(line => line.endedOn !== undefined),
          latest(person.plan.map(line => line.endedOn))
        )
    ),
    'return-or-reintegration': over(
      victims,
      person => earliest([person.returnRiskOn, person.visits[0], one.followUpFrom]),
      person => person.reintegratedOn ?? person.returnedOn
    ),
    proceedings: proceedingsOf(victims)
  }
  return stages.map(stage => ({ stage, ...reached[stage] }))
}

/** Not everybody goes to court: the stage is done when everything begun has ended. */
const proceedingsOf = (victims: readonly PersonInCase[]): Reached => {
  const all = victims.flatMap(person => person.proceedings)
  if (all.length === 0) return notBegun
  return all.every(each => each.endedOn !== undefined)
    ? { state: 'done', on: latest(all.map(each => each.endedOn)) as Day }
    : { state: 'under-way', on: earliest(all.map(each => each.begunOn)) as Day }
}
