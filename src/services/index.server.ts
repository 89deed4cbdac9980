// The door for other capabilities, server side.
export {
  listReferralsOfCase,
  stepsOfReferrals,
  type ReferralOfCase,
  type ReferralStepRow
} from './rows.server.ts'
export { revokeInside } from './revoke-referral.server.ts'
export { sendInside } from './send-referral.server.ts'
export { listReferrals, type ReferralLine } from './list-referrals.server.ts'
export { indicators as serviceIndicators } from './indicators.server.ts'
export { countBy, countOf, shareOf, statement, whetherAny } from './count-of.server.ts'
export { listDirectory, listPublicDirectory, type DirectoryLine } from './list-directory.server.ts'
export { Draft, KeptPacket, draftWasSent, keepDraft, type DraftReply } from './drafts.server.ts'
