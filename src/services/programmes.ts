// Reintegration programmes: what an organisation offers, and one person's way through it as dated facts. Who it is, nobody here knows.
import { z } from 'zod'
import { addMonths, Day } from './day.ts'
import { ServiceWords } from './directory.ts'

export const programmeKinds = ['job-training', 'schooling', 'small-grants', 'accompaniment'] as const
export type ProgrammeKind = (typeof programmeKinds)[number]

export const Programme = z
  .strictObject({
    kind: z.enum(programmeKinds),
    ...ServiceWords.shape,
    places: z.int().min(1).max(1000),
    startsOn: Day,
    endsOn: Day,
    /** What it may cost in all, in hundredths of the network's currency. */
    cents: z.int().min(0).max(100_000_000_00).nullable()
  })
  .refine(one => one.endsOn >= one.startsOn, { path: ['endsOn'] })
export type Programme = z.infer<typeof Programme>

export const participationSteps = ['joined', 'progressed', 'grant-paid', 'completed', 'left-early'] as const
export type ParticipationStep = (typeof participationSteps)[number]

export const participationStatuses = ['none', 'taking-part', 'completed', 'left-early'] as const
export type ParticipationStatus = (typeof participationStatuses)[number]

export const nextParticipationSteps = {
  none: ['joined'],
  'taking-part': ['progressed', 'grant-paid', 'completed', 'left-early'],
  completed: [],
  'left-early': []
} as const satisfies Record<ParticipationStatus, readonly ParticipationStep[]>

const statusAfter = {
  joined: 'taking-part',
  progressed: 'taking-part',
  'grant-paid': 'taking-part',
  completed: 'completed',
  'left-early': 'left-early'
} as const satisfies Record<ParticipationStep, ParticipationStatus>

export type Participation = {
  readonly status: ParticipationStatus
  readonly programme?: string
  /** The last day of taking part, from which the months are counted. */
  readonly endedOn?: string
  readonly paidCents: number
}
type Fact = {
  readonly kind: ParticipationStep
  readonly on: string
  readonly programme: string
  readonly cents?: number | null
}

/** Facts that may not follow are not written, so every list that is there folds. */
export const foldParticipation = (facts: readonly Fact[]): Participation =>
  facts.reduce<Participation>(
    (one, fact) => ({
      status: statusAfter[fact.kind],
      programme: one.programme ?? fact.programme,
      paidCents: one.paidCents + (fact.kind === 'grant-paid' ? (fact.cents ?? 0) : 0),
      ...(fact.kind === 'completed' || fact.kind === 'left-early' ? { endedOn: fact.on } : {})
    }),
    { status: 'none', paidCents: 0 }
  )

export const monthsAfter = [3, 6, 12] as const
export type MonthsAfter = (typeof monthsAfter)[number]

/** How the person lives, months later. Not reached is an outcome too: silence must not read as success. */
export const programmeOutcomes = [
  'works',
  'learns',
  'own-business',
  'looks-for-work',
  'other-way',
  'worse',
  'not-reached'
] as const
export type ProgrammeOutcome = (typeof programmeOutcomes)[number]
/** What a programme is for. */
export const goodOutcomes = ['works', 'learns', 'own-business'] as const satisfies readonly ProgrammeOutcome[]

/** What is to be asked by now and has not been, the earliest first. */
export const outcomesDue = (endedOn: string, told: readonly number[], today: string): MonthsAfter[] =>
  monthsAfter.filter(months => !told.includes(months) && addMonths(endedOn, months) <= today)
