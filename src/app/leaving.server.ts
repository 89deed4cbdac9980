// Ending an access, with what the person works on looked at first: `identity` knows nothing of cases, so the two meet here.
import { leavingAlone, listOrphaned, orphanedBy, seeLeftOpen } from '#cases/index.server.ts'
import { togetherVerbs } from '#cases/together/verbs.ts'
import { may } from '#access/verbs.ts'
import { endAccess, type EndAccess } from '#identity/end-access.server.ts'
import { letInOnceMore, type LetIn } from '#identity/let-in.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { seeAlertsLeftOpen } from '#risk/alerts/left-open.server.ts'
import { problem } from '#kernel/problem.ts'
import type { z } from 'zod'

/**
 * Throws `people.alone-with-work` while an open case, or a referral that waits for its provider, is in this person's hands alone; unless it
 * is an emergency: then the case is listed as orphaned, and its keys are kept for the day its last holder comes back.
 */
export const endAccessWithWork = (actor: Actor, input: EndAccess) =>
  endAccess(actor, { person: input.person, evenSo: input.evenSo || input.emergency }, async (db, person) => {
    const { alone, kept } = await leavingAlone(db, person)
    if (alone && !input.emergency) throw problem('people.alone-with-work', 409)
    return kept
  })

export const letInForOrphaned = (actor: Actor, input: z.infer<typeof LetIn>) =>
  letInOnceMore(actor, input, orphanedBy)

export const seeOrphaned = async (actor: Actor) =>
  may(actor, togetherVerbs['work.see-orphaned']) ? listOrphaned(actor) : []

/** What would be left lying: cases, tasks and referrals as `cases` counts them, and alerts. */
export const seeLeftBehind = async (actor: Actor, person: string) => ({
  ...(await seeLeftOpen(actor, person)),
  alerts: await seeAlertsLeftOpen(actor, person)
})
