// Small makers of facts for tests: every test says only what it is about.
import type { AccountId, ConsentId, FactId, OrganisationId, PersonId, ReferralId } from '#kernel/id.ts'
import { toldBeforeConsent } from './consent.ts'
import type { CaseFact, CaseStep } from './facts.ts'

const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const ana = uuid(1) as AccountId
export const lule = uuid(2) as AccountId
export const shelter = uuid(3) as OrganisationId
export const clinic = uuid(4) as OrganisationId
export const she = uuid(5) as PersonId
export const child = uuid(6) as PersonId
export const consentId = (n = 0) => uuid(100 + n) as ConsentId
export const referralId = (n = 0) => uuid(200 + n) as ReferralId

let last = 1_000
export const newFactId = () => uuid(++last) as FactId

const fields = {
  'case-opened': { origin: 'report' },
  'case-assigned': { to: ana },
  'work-handed-over': { from: ana, to: lule },
  'person-recorded': { role: 'presumed-victim', under18: 'no' },
  'consent-recorded': {
    consent: consentId(),
    purpose: 'sharing-with-named-body',
    recipient: shelter,
    channel: 'spoken',
    language: 'sq',
    textVersion: '2026-1',
    explainedBy: ana,
    told: [...toldBeforeConsent]
  },
  'consent-withdrawn': { consent: consentId() },
  'copy-given': { language: 'sq' },
  'correction-asked': {},
  'correction-answered': { asked: uuid(998) },
  'erasure-asked': {},
  'erasure-answered': { asked: uuid(997) },
  'record-exported': { reason: 'transfer', identity: false },
  'case-kept-longer': { until: '2036-01-01', reason: 'court-asks' },
  'risk-assessed': { level: 'high', placement: 'safe-house' },
  'needs-assessed': { needs: ['shelter', 'legal'] },
  'safety-plan-made': { reviewOn: '2026-04-01' },
  'safety-plan-reviewed': { reviewOn: '2026-05-01' },
  'age-determined': { under18: 'no', proof: 'document' },
  'status-determined': { status: 'formally-identified', body: 'Police', reason: 'signs-confirmed' },
  'reflection-period-granted': { days: 90, until: '2026-05-31' },
  'reflection-period-ended': {},
  'guardian-appointed': { guardian: 'social-work-centre' },
  'guardian-ended': { reason: 'replaced' },
  'best-interest-assessed': { childHeard: 'yes' },
  'best-interest-determined': {
    options: ['foster-family', 'stay-with-family'],
    decision: 'foster-family',
    childHeard: 'yes',
    reviewOn: '2026-06-01'
  },
  'disclosure-asked': { to: shelter, service: 'shelter', reason: 'life-in-danger', secondPerson: lule },
  'disclosure-agreed': { asked: uuid(999) },
  'disclosure-refused': { asked: uuid(999) },
  'referral-sent': {
    referral: referralId(),
    service: 'shelter',
    urgency: 'urgent',
    to: shelter,
    basis: { kind: 'consent', consent: consentId() }
  },
  'referral-accepted': { referral: referralId() },
  'referral-declined': { referral: referralId() },
  'referral-delivered': { referral: referralId() },
  'referral-revoked': { referral: referralId() },
  'referral-expired': { referral: referralId() },
  'assistance-planned': { service: 'legal', owner: clinic, until: '2026-04-01' },
  'assistance-replanned': { planned: uuid(999), owner: clinic, until: '2026-05-01', seen: uuid(999) },
  'money-spent': { planned: uuid(999), cents: 4_000 },
  'plan-reviewed': { reviewOn: '2026-06-01' },
  'assistance-given': { service: 'medical', emergency: true },
  'assistance-ended': { planned: uuid(999), result: 'reached', personsView: 'partly-reached' },
  'proceedings-begun': { track: 'criminal' },
  'proceedings-ended': { track: 'criminal', outcome: 'granted' },
  'compensation-paid': { cents: 100_000 },
  'legal-deadline-set': { matter: 'appeal', until: '2026-03-20' },
  'legal-deadline-met': { deadline: uuid(999) },
  'protection-needs-recorded': { needs: ['fear-of-meeting'] },
  'protection-asked': { measure: 'video-link' },
  'protection-answered': { measure: 'video-link', granted: true },
  'return-risk-assessed': { level: 'low' },
  returned: { destination: 'home-community' },
  'reintegration-reached': {},
  'follow-up-visited': { level: 'low' },
  'conference-held': { conference: uuid(998), took: [ana] },
  'follow-up-begun': {},
  'case-closed': { reason: 'plan-fulfilled' },
  'case-reopened': { reason: 'person-came-back' },
  correction: { of: uuid(999) }
} as const satisfies Record<CaseStep, object>

const ofCase: readonly CaseStep[] = [
  'case-opened',
  'case-assigned',
  'work-handed-over',
  'conference-held',
  'follow-up-begun',
  'case-closed',
  'case-reopened',
  'case-kept-longer',
  'record-exported',
  'correction'
]

/** A fact of 2 March 2026, about her, unless said otherwise. */
export const fact = <K extends CaseStep>(
  kind: K,
  change: Partial<Omit<Extract<CaseFact, { kind: K }>, 'kind'>> = {}
): Extract<CaseFact, { kind: K }> => {
  const on = change.on ?? '2026-03-02'
  const about = ofCase.includes(kind) ? {} : { person: she }
  return {
    kind,
    id: newFactId(),
    at: `${on}T10:00:00.000Z`,
    on,
    by: ana,
    ...about,
    ...fields[kind],
    ...change
  } as unknown as Extract<CaseFact, { kind: K }>
}
