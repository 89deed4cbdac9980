// Ids are random UUIDs made by the server. The brand keeps a case from being passed where a report is meant; it costs nothing at run time.
import { z } from 'zod'

declare const brand: unique symbol

export type Id<Kind extends string> = string & { readonly [brand]: Kind }

export type NetworkId = Id<'network'>
export type OrganisationId = Id<'organisation'>
export type AccountId = Id<'account'>
export type CircleId = Id<'circle'>
export type ReportId = Id<'report'>
export type CaseId = Id<'case'>
export type PersonId = Id<'person'>
export type ReferralId = Id<'referral'>
export type ConsentId = Id<'consent'>
export type FactId = Id<'fact'>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

/** Text from an address or a form; undefined when it is no id. Lower case, so that one thing has one spelling. */
export const parseId = <I extends Id<string>>(text: unknown): I | undefined =>
  isUuid(text) ? (text.toLowerCase() as I) : undefined

/** The same as a schema: `z.strictObject({ case: idSchema<CaseId>() })`. */
export const idSchema = <I extends Id<string>>() =>
  z
    .string()
    .regex(uuid)
    .transform(text => text.toLowerCase() as I)
