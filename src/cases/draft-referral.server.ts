import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { dayOf } from '#services/index.ts'
import { Draft, keepDraft } from '#services/index.server.ts'
import { referralVerbs } from '#services/verbs.ts'
import { getCaseToChange } from './rows.server.ts'

export const DraftReferral = Draft.extend({ case: z.uuid() })

/** Keeps a referral that is not sent yet, for the case team. Throws `common.changed-by-other` when a colleague saved in between. */
export const draftReferral = (actor: Actor, { case: id, ...draft }: z.infer<typeof DraftReferral>) =>
  work(actor, referralVerbs['referral.draft'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await getCaseToChange(db, actor.network, id)
    checkEpoch(draft.epoch, row.epoch)
    const by = { network: actor.network, account: actor.account, on: dayOf(now.toISOString()) }
    await keepDraft(db, by, row, draft)
    return { subject: `services.drafts/${draft.id}`, circle: row.circle, reply: { rev: draft.rev } }
  })
