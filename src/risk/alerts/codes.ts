// The closed lists an alert is described and decided with. What is counted is counted by these.
import { signKinds, type SignKind } from '#kernel/htcds-strategy.ts'

export { signKinds, type SignKind }

/** Where it came from. `matrix`: a pattern over several answers of one matrix; `statistics`: a rise or a cluster of counts. */
export const alertSources = [
  'submission',
  'matrix',
  'report',
  'case',
  'professional',
  'statistics',
  'hand'
] as const
export type AlertSource = (typeof alertSources)[number]

export const outcomes = ['came-true', 'did-not', 'prevented', 'cannot-be-known'] as const
export type Outcome = (typeof outcomes)[number]

/** The last three say that nothing was recognised at all: they are in no count of risks. */
export const notARiskReasons = ['explained', 'same-as-another', 'mistake', 'test'] as const
export type NotARiskReason = (typeof notARiskReasons)[number]
export const neverARisk = ['same-as-another', 'mistake', 'test'] as const satisfies readonly NotARiskReason[]

export const unknowableReasons = [
  'person-left',
  'nobody-reached',
  'too-little-known',
  'too-long-ago'
] as const
export type UnknowableReason = (typeof unknowableReasons)[number]

export const actionKinds = [
  'field-visit',
  'talk',
  'inform-body',
  'protection',
  'outreach',
  'watch-closely',
  'other'
] as const
export type ActionKind = (typeof actionKinds)[number]

export const extensionReasons = [
  'waits-for-others',
  'person-not-reached',
  'one-more-visit',
  'too-much-work'
] as const
export type ExtensionReason = (typeof extensionReasons)[number]

export const alertReopeningReasons = ['new-signs', 'closed-wrongly', 'came-back'] as const
export type AlertReopeningReason = (typeof alertReopeningReasons)[number]
