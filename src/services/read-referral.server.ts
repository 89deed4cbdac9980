import { sql } from 'kysely'
import { keysOf } from '#access/circles.server.ts'
import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { findDraftOf } from './drafts.server.ts'
import { parseReferralCode } from './code-words.ts'
import { dayOf } from './day.ts'
import { foldReferral, nextReferralSteps, referralDeadline, type Helped } from './referral.ts'
import { caseCircleOf, factsOfReferral, getReferral } from './rows.server.ts'
import { participationOf } from './take-part.server.ts'
import { referralVerbs } from './verbs.ts'

/** One referral: for the case team with its case, for the provider with the packet made for it, and nothing of the case. */
export const readReferral = (actor: Actor, code: string) =>
  look(actor, referralVerbs['referral.read'], async ({ db, now }) => {
    const known = parseReferralCode(code)
    if (actor.kind !== 'staff' || !known) throw notFound()
    const { network } = actor
    const row = await getReferral(db, network, { code: known })
    const facts = await factsOfReferral(db, network, row.id)
    const referral = foldReferral(row.id, facts)
    if (!referral) throw notFound()
    const packet = await db.row(sql<{ epoch: number; sealed: Uint8Array }>`
      select epoch, sealed from services.packets where network_id = ${network} and referral_id = ${row.id}`)
    const people = await db.rows(sql<{ account: string; name: string }>`
      select p.id as account, p.name from access.circle_members m
      join identity.people p on p.network_id = m.network_id and p.id = m.account_id
      where m.network_id = ${network} and m.circle_id = ${row.circle}`)
    // what the case team keeps for itself stands in the case's circle
    const caseCircle = row.caseId ? await caseCircleOf(db, network, row.id) : null
    const feedback = await db.row(sql<{ helped: Helped; epoch: number | null; sealed: Uint8Array | null }>`
      select helped, epoch, sealed from services.feedback where network_id = ${network} and referral_id = ${row.id}`)
    const today = dayOf(now.toISOString())
    const { caseId: _caseId, ...shown } = row
    return {
      subject: `services.referrals/${row.id}`,
      circle: row.circle,
      reply: {
        ...shown,
        today,
        side: row.caseId ? ('case-team' as const) : ('provider' as const),
        next: nextReferralSteps[referral.status] as readonly string[],
        deadline: referralDeadline(row, today) ?? null,
        facts,
        people,
        /** To be sent to the next provider. */
        draft: row.caseId ? await findDraftOf(db, network, row.id) : null,
        packet: packet ? { epoch: packet.epoch, sealed: base64url(packet.sealed) } : null,
        participation: await participationOf(db, network, row),
        caseCircle: caseCircle?.id ?? null,
        feedback: feedback
          ? {
              helped: feedback.helped,
              words:
                feedback.sealed && feedback.epoch
                  ? { epoch: feedback.epoch, sealed: base64url(feedback.sealed) }
                  : null
            }
          : null,
        keys: await keysOf(db, actor, [row.circle, ...(caseCircle ? [caseCircle.id] : [])])
      }
    }
  })

export type ReferralReply = Awaited<ReturnType<typeof readReferral>>
