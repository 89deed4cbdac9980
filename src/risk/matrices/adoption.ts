// What a working group decided about a matrix: the record of the meeting. Names are those of people of the network, kept as their accounts.
import { z } from 'zod'

export const Adoption = z.strictObject({
  /** Which working group. */
  group: z.string().trim().min(1).max(200),
  metOn: z.iso.date(),
  /** Who took part, of the people of the network. One person alone is no meeting. */
  present: z.array(z.uuid()).min(2).max(100),
  /** Who else: bodies, not persons' stories. */
  others: z.string().trim().max(600),
  decision: z.string().trim().min(1).max(2000),
  /** Null: decided without a vote. */
  votes: z
    .strictObject({
      for: z.int().min(0).max(1000),
      against: z.int().min(0).max(1000),
      abstained: z.int().min(0).max(1000)
    })
    .nullable(),
  remarks: z.string().trim().max(2000)
})
export type Adoption = z.infer<typeof Adoption>

/** `alone`: the last editor recorded it, because the network has no other coordinator. It stands in the record for good. */
export type RecordedAdoption = Omit<Adoption, 'metOn'> & { alone: boolean }
