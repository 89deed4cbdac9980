// Where the OpenRosa door hands what arrived.
import type { Actor } from '#kernel/actor.ts'
import { now } from '#platform/clock.server.ts'
import { takeFromOpenRosa } from '#risk/field/take-submission.server.ts'
import type { ArrivedSubmission } from '#risk/forms/hand-over.ts'

/** Throws `warning.no-circle` (409): the phone keeps it and tries again. */
export const handOver = async (
  actor: Actor,
  arrived: ArrivedSubmission,
  place: { timezone: string; settlements: readonly string[] },
  phoneNow: string | null
): Promise<void> => {
  const said = new Date(phoneNow ?? '')
  await takeFromOpenRosa(actor, arrived, place, Number.isNaN(said.getTime()) ? now() : said)
}
