// How a report came that an operator took down. Sealed inside the report: who brought a paper and what was asked are words about people.
import { z } from 'zod'
import { isDay } from '#kernel/period.ts'

/** Over which way a report came in. Stands in clear beside it: counted, and shown in the inbox. */
export const reportModes = ['browser', 'server', 'call', 'paper', 'walk-in'] as const
export type ReportMode = (typeof reportModes)[number]

export const takenHow = ['call', 'paper', 'walk-in'] as const satisfies readonly ReportMode[]
export type TakenHow = (typeof takenHow)[number]

/** The call script, in the order of a call. */
export const takenSteps = ['greeting', 'safe', 'danger', 'where', 'wish', 'call-back', 'receipt'] as const
export type TakenStep = (typeof takenSteps)[number]

const day = z.string().refine(isDay)

export const Taken = z.strictObject({
  how: z.enum(takenHow),
  /** What was asked. */
  steps: z.array(z.enum(takenSteps)).max(takenSteps.length),
  receivedOn: day,
  /** The day on the paper. */
  writtenOn: day.optional(),
  broughtBy: z.string().trim().min(1).max(200).optional(),
  /** The code of an earlier report of the same person. */
  continues: z
    .string()
    .regex(/^[a-z]{1,30}-\d{1,4}$/)
    .optional()
})
export type Taken = z.infer<typeof Taken>
