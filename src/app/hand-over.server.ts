// Where the OpenRosa door hands what arrived: to whatever keeps submissions.
import type { Actor } from '#kernel/actor.ts'
import { problem } from '#kernel/problem.ts'
import type { ArrivedSubmission } from '#risk/forms/hand-over.ts'

/** Throws `odk.not-yet` (503): the phone keeps it and tries again. */
export const handOver = async (
  _actor: Actor,
  _arrived: ArrivedSubmission,
  _place: { timezone: string; settlements: readonly string[] },
  _phoneNow: string | null
): Promise<void> => {
  throw problem('odk.not-yet', 503)
}
