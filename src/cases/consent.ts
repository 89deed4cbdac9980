// The consent ledger. Consent is separate per purpose, and each can be taken back at any time, also after the case is closed.
import { z } from 'zod'
import type { AccountId, ConsentId, FactId, OrganisationId, PersonId } from '#kernel/id.ts'
import { idSchema } from '#kernel/id.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { Day } from '#services/index.ts'

export const consentPurposes = [
  'services',
  'sharing-with-named-body',
  'anonymous-statistics',
  'contact',
  'interview'
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

export const consentChannels = ['in-writing', 'spoken', 'through-interpreter', 'by-guardian'] as const
export type ConsentChannel = (typeof consentChannels)[number]

/** What a person must have been told first (HTCDS, guidance on con_Consent). Six of seven is not informed consent. */
export const toldBeforeConsent = [
  'interview',
  'purpose',
  'uses',
  'research',
  'access-to-own-data',
  'how-long-kept',
  'how-to-withdraw'
] as const
export type ToldBeforeConsent = (typeof toldBeforeConsent)[number]

export const Consent = z.strictObject({
  id: idSchema<ConsentId>(),
  person: idSchema<PersonId>(),
  purpose: z.enum(consentPurposes),
  /** Only for sharing, and there always: nobody can agree to "others". */
  recipient: idSchema<OrganisationId>().optional(),
  channel: z.enum(consentChannels),
  /** The language it was explained in. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/),
  /** Which wording was read out or signed. */
  textVersion: z.string().min(1).max(40),
  explainedBy: idSchema<AccountId>(),
  told: z.array(z.enum(toldBeforeConsent)).max(toldBeforeConsent.length),
  givenOn: Day,
  /** The last day it holds; without it, until withdrawn. */
  until: Day.optional(),
  withdrawnOn: Day.optional()
})
export type Consent = z.infer<typeof Consent>

export const checkConsent = (consent: Consent): Outcome<{ readonly consent: Consent }> => {
  if ((consent.purpose === 'sharing-with-named-body') !== (consent.recipient !== undefined))
    return refuse('consent.name-the-body', 400)
  if (!toldBeforeConsent.every(thing => consent.told.includes(thing)))
    return refuse('consent.not-informed', 400)
  if (consent.until !== undefined && consent.until < consent.givenOn)
    return refuse('consent.ends-before-it-begins', 400)
  return { ok: true, consent }
}

/** A withdrawal counts from its own day on: whatever is done later on that day no longer rests on it. */
export const isInForce = (consent: Consent, today: Day): boolean =>
  consent.givenOn <= today &&
  (consent.until === undefined || today <= consent.until) &&
  (consent.withdrawnOn === undefined || today < consent.withdrawnOn)

/**
 * The consent of one person's ledger that allows this today. For sharing the recipient must be the very body named;
 * agreeing to a service is not agreeing to be talked about.
 */
export const mayShare = (
  consents: readonly Consent[],
  purpose: ConsentPurpose,
  recipient: OrganisationId | undefined,
  today: Day
): Outcome<{ readonly consent: ConsentId }> => {
  const found = consents.find(
    consent =>
      consent.purpose === purpose &&
      isInForce(consent, today) &&
      (purpose === 'sharing-with-named-body'
        ? recipient !== undefined && consent.recipient === recipient
        : true)
  )
  return found ? { ok: true, consent: found.id } : refuse('consent.missing', 409)
}

/** The only grounds on which a body may be told without consent. A reason alone is not enough: a second person agrees. */
export const reasonsWithoutConsent = ['life-in-danger', 'child-protection', 'court-order'] as const
export type ReasonWithoutConsent = (typeof reasonsWithoutConsent)[number]

export const Basis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('consent'), consent: idSchema<ConsentId>() }),
  z.strictObject({
    kind: z.literal('without-consent'),
    reason: z.enum(reasonsWithoutConsent),
    secondPerson: idSchema<AccountId>(),
    /** The fact by which the second person was asked; their own fact answered it. */
    agreement: idSchema<FactId>()
  })
])
/** What a disclosure rests on. It is kept with the disclosure, so that a withdrawal finds everything that rested on it. */
export type Basis = z.infer<typeof Basis>

export type AgreedDisclosure = {
  readonly id: FactId
  readonly to: OrganisationId
  readonly reason: ReasonWithoutConsent
  readonly secondPerson: AccountId
  readonly status: string
}

/** Throws nothing: without consent it needs the very agreement that was asked for this body and this reason, and is not used yet. */
export const checkBasis = (
  basis: Basis,
  disclosure: {
    readonly consents: readonly Consent[]
    readonly agreements: readonly AgreedDisclosure[]
    readonly recipient: OrganisationId
    readonly by: AccountId
    readonly on: Day
  }
): Outcome<{ readonly basis: Basis }> => {
  if (basis.kind === 'without-consent') {
    const found = disclosure.agreements.find(
      each =>
        each.id === basis.agreement &&
        each.status === 'agreed' &&
        each.to === disclosure.recipient &&
        each.reason === basis.reason &&
        each.secondPerson === basis.secondPerson
    )
    return found && basis.secondPerson !== disclosure.by
      ? { ok: true, basis }
      : refuse('consent.second-person-needed', 409)
  }
  const named = disclosure.consents.filter(consent => consent.id === basis.consent)
  const may = mayShare(named, 'sharing-with-named-body', disclosure.recipient, disclosure.on)
  return may.ok ? { ok: true, basis } : may
}

/** Everything that rested on this consent and has to stop now. */
export const restingOn = <T extends { readonly basis: Basis }>(
  disclosures: readonly T[],
  consent: ConsentId
): readonly T[] => disclosures.filter(one => one.basis.kind === 'consent' && one.basis.consent === consent)
