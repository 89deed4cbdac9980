// Who asks. A kernel type, so that access need not know how people sign in.
import type { Locale } from './locale.ts'
import type { AccountId, CircleId, NetworkId, OrganisationId, ReportId } from './id.ts'

export const roles = [
  'coordinator',
  'operator',
  'case-manager',
  'provider',
  'field-worker',
  'monitoring-officer',
  'administrator'
] as const
export type Role = (typeof roles)[number]

export const isRole = (value: unknown): value is Role => roles.includes(value as Role)

export type StaffActor = {
  readonly kind: 'staff'
  readonly account: AccountId
  readonly network: NetworkId
  readonly organisation: OrganisationId
  readonly roles: readonly Role[]
  /** What this person may see. A circle missing here is a circle that does not exist for them. */
  readonly circles: readonly CircleId[]
  /** Circles whose key this person holds to hand it on; their rows stay out of sight. */
  readonly kept: readonly CircleId[]
  readonly name: string
  readonly locale: Locale
}

/** Nobody is known and nobody is asked: may hand in one envelope, reads nothing. */
export type AnonymousActor = {
  readonly kind: 'anonymous'
  readonly network: NetworkId
  /** The intake teams: the only circles into which the public may put something. */
  readonly circles: readonly CircleId[]
}

/** Came back with a receipt code: sees one report and nothing beside it. */
export type ReporterActor = {
  readonly kind: 'reporter'
  readonly network: NetworkId
  readonly report: ReportId
  readonly circle: CircleId
}

/** Jobs and clocks. Holds no circle, so it opens nothing. */
export type SystemActor = { readonly kind: 'system'; readonly network: NetworkId }

export type Actor = StaffActor | AnonymousActor | ReporterActor | SystemActor

export const isStaff = (actor: Actor): actor is StaffActor => actor.kind === 'staff'

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): boolean =>
  isStaff(actor) && wanted.some(role => actor.roles.includes(role))

export const isInCircle = (actor: Actor, circle: CircleId): boolean =>
  isStaff(actor) && actor.circles.includes(circle)
