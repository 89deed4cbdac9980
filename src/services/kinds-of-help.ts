// The eight kinds of help the strategy promises (goal 2, points 3 and 10 of the action plan), and where HTCDS puts them.
import type { SupportPlanType } from '#kernel/htcds.ts'

export const kindsOfHelp = [
  'physical',
  'psychological',
  'legal',
  'medical',
  'shelter',
  'immigration',
  'job-training',
  'education'
] as const
export type KindOfHelp = (typeof kindsOfHelp)[number]

export const supportPlanTypeOf = {
  physical: 'SocialCare',
  psychological: 'Health',
  legal: 'Legal',
  medical: 'Health',
  shelter: 'SocialCare',
  immigration: 'Legal',
  'job-training': 'Livelihood',
  education: 'Education'
} as const satisfies Record<KindOfHelp, SupportPlanType>
