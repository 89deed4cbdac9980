// Sending a referral is done on the case: the rule about consent reads the case's ledger, and the case remembers what it rested on.
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { idSchema, type FactId, type OrganisationId, type PersonId, type ReferralId } from '#kernel/id.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { dayOf, kindsOfHelp, urgencies } from '#services/index.ts'
import { draftWasSent, keepDraft, KeptPacket, sendInside } from '#services/index.server.ts'
import { Basis } from './consent.ts'
import type { CaseFact } from './facts.ts'
import { NewCircle } from './open-case.server.ts'
import { factsOfCase, getCaseToChange, writeFact, writeStatus } from './rows.server.ts'
import { recordOnCase } from './steps.ts'
import { caseVerbs } from './verbs.ts'

export const NewReferral = z.strictObject({
  case: z.uuid(),
  fact: idSchema<FactId>(),
  person: idSchema<PersonId>(),
  referral: idSchema<ReferralId>(),
  service: z.enum(kindsOfHelp),
  urgency: z.enum(urgencies),
  to: idSchema<OrganisationId>(),
  basis: Basis,
  /** A circle of its own, for the case team and the provider's workers. */
  circle: NewCircle,
  /** Sealed to that circle alone: table 'services.packets', row `referral`, purpose 'packet', rev 1. */
  packet: sealedBytes,
  /** The packet once more, for the case team: if the provider declines, the next one can be asked. */
  keep: KeptPacket.optional(),
  /** For the case team: anything to remember. Row `fact`, purpose 'note'. */
  note: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()
})
export type NewReferral = z.infer<typeof NewReferral>

/** Throws `consent.missing` or `consent.second-person-needed`, `referral.not-offered`, `referral.wrong-circle`. */
export const refer = (actor: Actor, input: NewReferral) =>
  work(actor, caseVerbs['case.refer'], async inside => {
    if (actor.kind !== 'staff') throw notFound()
    const { db, now } = inside
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    if (input.note) checkEpoch(input.note.epoch, row.epoch)
    const { facts } = await factsOfCase(db, network, row.id)
    const at = now.toISOString()
    const fact: CaseFact = {
      kind: 'referral-sent',
      id: input.fact,
      at,
      on: dayOf(at),
      by: account,
      person: input.person,
      referral: input.referral,
      service: input.service,
      urgency: input.urgency,
      to: input.to,
      basis: input.basis
    }
    const { after } = orThrow(recordOnCase(facts, fact))
    const { code } = await sendInside(inside, actor, { ...input, case: row })
    if (input.keep) {
      checkEpoch(input.keep.epoch, row.epoch)
      const { person, service, urgency, to, referral } = input
      const by = { network, account, on: dayOf(at) }
      await keepDraft(db, by, row, { ...input.keep, person, service, urgency, to })
      await draftWasSent(db, network, input.keep.id, { referral, to })
    }
    await writeFact(db, network, row, fact, input.note)
    await writeStatus(db, network, row.id, after)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { referral: input.referral, service: input.service, to: input.to, basis: input.basis.kind },
      reply: { code }
    }
  })
