import { z } from 'zod'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { idSchema, type ConsentId, type FactId, type PersonId } from '#kernel/id.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { revokeInside } from '#services/index.server.ts'
import { foldCase } from './case.ts'
import { factsOfCase, getCaseToChange, writeFact, writeStatus } from './rows.server.ts'
import { withdrawConsent as withdraw } from './steps.ts'
import { caseVerbs } from './verbs.ts'

export const WithdrawConsent = z.strictObject({
  case: z.uuid(),
  person: idSchema<PersonId>(),
  consent: idSchema<ConsentId>()
})
export type WithdrawConsent = z.infer<typeof WithdrawConsent>

/** Takes back a consent and, in the same transaction, the referrals that rested on it: their packets are gone before the reply. */
export const withdrawConsent = (actor: Actor, input: WithdrawConsent) =>
  work(actor, caseVerbs['case.withdraw-consent'], async inside => {
    if (actor.kind !== 'staff') throw notFound()
    const { db, now } = inside
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    const { facts } = await factsOfCase(db, network, row.id)
    const referrals = foldCase(facts)?.referrals.length ?? 0
    const outcome = orThrow(
      withdraw(facts, {
        person: input.person,
        consent: input.consent,
        by: account,
        at: now.toISOString(),
        ids: Array.from({ length: referrals + 1 }, () => crypto.randomUUID() as FactId)
      })
    )
    const revoked: string[] = []
    for (const fact of outcome.facts)
      if (fact.kind === 'consent-withdrawn') await writeFact(db, network, row, fact)
      else if (fact.kind === 'referral-revoked') {
        // stands with the referral, like everything that becomes of it
        await revokeInside(inside, actor, {
          referral: fact.referral,
          fact: fact.id,
          reason: 'consent-withdrawn'
        })
        revoked.push(fact.referral)
      }
    const after = foldCase([...facts, ...outcome.facts])
    if (after) await writeStatus(db, network, row.id, after)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { consent: input.consent, revoked },
      reply: { revoked: revoked.length }
    }
  })
