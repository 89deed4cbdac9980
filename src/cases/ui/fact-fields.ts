// What each step asks beside person, day and note, and how a recorded one is said again: one table for the form and the timeline.
import type { CaseStep } from '#cases/index.ts'
import {
  ageProofs, answers, assistanceResults, bestInterestDecisions, caseClosingReasons, caseKeepReasons, caseOrigins, caseReopeningReasons, childHearings, consentChannels,
  consentPurposes, correctionRefusals, erasureRefusals, exportReasons, guardianEndings, guardianKinds, identificationStatuses, legalMatters, personRoles, personsViews, placements, proceedingsOutcomes,
  proceedingsTracks, protectionMeasures, protectionNeeds, reasonsWithoutConsent, recordLanguages, returnDestinations, riskLevels, statusReasons
} from '#cases/index.ts' // prettier-ignore
import { kindsOfHelp, urgencies } from '#services/index.ts'
import { decidingBodies } from '#kernel/htcds.ts'

export type FactField = { readonly field: string; readonly label: string; readonly open?: boolean } & (
  | { readonly is: 'choice' | 'many'; readonly codes: readonly string[]; readonly words: string }
  | { readonly is: 'day'; readonly ahead: number }
  | { readonly is: 'organisation' | 'worker' | 'workers' | 'member' | 'second' | 'money' | 'line' | 'deadline' | 'language' | 'version' }
) // prettier-ignore

const choice = (
  field: string,
  codes: readonly string[],
  words: string,
  label = `fact.${field}`,
  open = false
): FactField => ({ is: 'choice', field, codes, words, label, open })
const many = (field: string, codes: readonly string[], words: string): FactField => ({
  is: 'many',
  field,
  codes,
  words,
  label: `fact.${field}`
})
const day = (field: string, ahead: number): FactField => ({ is: 'day', field, ahead, label: `fact.${field}` })
const of = (
  is: Exclude<FactField['is'], 'choice' | 'many' | 'day'>,
  field: string,
  open = false
): FactField => ({ is, field, label: `fact.${field}`, open })

const heard = choice('childHeard', childHearings, 'child-heard')
const planLine = [of('organisation', 'owner'), of('worker', 'worker', true), day('until', 30), of('money', 'cents', true)] // prettier-ignore
const line = of('line', 'planned')
const level = choice('level', riskLevels, 'risk')

/** Recorded with the one form. The order is the order in which things are usually done. */
export const asked = {
  'risk-assessed': [level, choice('placement', placements, 'placement')],
  'needs-assessed': [many('needs', kindsOfHelp, 'help')],
  'safety-plan-made': [day('reviewOn', 30)],
  'safety-plan-reviewed': [day('reviewOn', 30)],
  'consent-recorded': [
    choice('purpose', consentPurposes, 'consent-purpose'),
    of('organisation', 'recipient'),
    choice('channel', consentChannels, 'consent-channel'),
    of('language', 'language'),
    of('member', 'explainedBy'),
    of('version', 'textVersion'),
    { ...day('until', 0), open: true, label: 'fact.consent-until' } as FactField
  ],
  'disclosure-asked': [
    of('organisation', 'to'),
    choice('service', kindsOfHelp, 'help'),
    choice('reason', reasonsWithoutConsent, 'without-consent'),
    of('second', 'secondPerson')
  ],
  'status-determined': [
    choice('status', identificationStatuses, 'person-status'),
    choice('body', decidingBodies, 'htcds.decidingBodies'),
    of('organisation', 'office', true),
    choice('reason', statusReasons, 'status-reason')
  ],
  'reflection-period-granted': [],
  'reflection-period-ended': [],
  'assistance-given': [choice('service', kindsOfHelp, 'help')],
  'assistance-planned': [choice('service', kindsOfHelp, 'help'), ...planLine],
  'assistance-replanned': [line, ...planLine],
  'money-spent': [line, of('money', 'cents')],
  'plan-reviewed': [day('reviewOn', 90)],
  'assistance-ended': [
    line,
    choice('result', assistanceResults, 'assistance-result'),
    choice('personsView', personsViews, 'persons-view')
  ],
  'guardian-appointed': [choice('guardian', guardianKinds, 'guardian')],
  'guardian-ended': [choice('reason', guardianEndings, 'guardian-ending')],
  'best-interest-assessed': [heard],
  'best-interest-determined': [
    many('options', bestInterestDecisions, 'best-interest'),
    choice('decision', bestInterestDecisions, 'best-interest'),
    heard,
    day('reviewOn', 90)
  ],
  'age-determined': [
    choice('under18', ['no', 'yes'], 'answer', 'cases.under18'),
    choice('proof', ageProofs, 'age-proof')
  ],
  'proceedings-begun': [choice('track', proceedingsTracks, 'proceedings')],
  'proceedings-ended': [
    choice('track', proceedingsTracks, 'proceedings'),
    choice('outcome', proceedingsOutcomes, 'proceedings-outcome'),
    { ...of('money', 'cents', true), label: 'fact.awarded' }
  ],
  'compensation-paid': [of('money', 'cents')],
  'legal-deadline-set': [choice('matter', legalMatters, 'legal-matter'), day('until', 30)],
  'legal-deadline-met': [of('deadline', 'deadline')],
  'protection-needs-recorded': [
    { ...many('needs', protectionNeeds, 'protection-need'), label: 'fact.protection-needs' }
  ],
  'protection-asked': [choice('measure', protectionMeasures, 'protection')],
  'protection-answered': [
    choice('measure', protectionMeasures, 'protection'),
    choice('granted', ['true', 'false'], 'granted')
  ],
  'return-risk-assessed': [level],
  returned: [choice('destination', returnDestinations, 'return-destination')],
  'reintegration-reached': [],
  'follow-up-visited': [level],
  'follow-up-begun': [],
  'case-closed': [choice('reason', caseClosingReasons, 'case-closing')],
  'case-reopened': [choice('reason', caseReopeningReasons, 'case-reopening')]
} as const satisfies Partial<Record<CaseStep, readonly FactField[]>>
export type AskedStep = keyof typeof asked
export const fieldsOf = (step: CaseStep): readonly FactField[] =>
  (asked as Partial<Record<CaseStep, readonly FactField[]>>)[step] ?? said[step] ?? []
export const isAsked = (step: CaseStep): step is AskedStep => step in asked

/** Recorded elsewhere, and said in the timeline too. */
const said: Partial<Record<CaseStep, readonly FactField[]>> = {
  'conference-held': [of('workers', 'took')],
  'copy-given': [choice('language', recordLanguages, 'record-language')],
  'correction-answered': [choice('refused', correctionRefusals, 'correction-refusal')],
  'erasure-answered': [choice('refused', erasureRefusals, 'erasure-refusal')],
  'record-exported': [
    choice('reason', exportReasons, 'export-reason'),
    choice('identity', ['true', 'false'], 'export-identity')
  ],
  'case-kept-longer': [day('until', 0), choice('reason', caseKeepReasons, 'case-keep')],
  'case-opened': [choice('origin', caseOrigins, 'case-origin')],
  'case-assigned': [of('worker', 'to')],
  'person-recorded': [
    choice('role', personRoles, 'person-role'),
    choice('under18', answers, 'answer', 'cases.under18')
  ],
  'referral-sent': [
    choice('service', kindsOfHelp, 'help'),
    of('organisation', 'to'),
    choice('urgency', urgencies, 'urgency')
  ]
}

/** May be put right from the timeline. What a second person or a provider did is theirs; a referral that went out is revoked. */
export const isCorrectable = (step: CaseStep): boolean =>
  isAsked(step) || ['case-opened', 'person-recorded', 'case-kept-longer'].includes(step)

/** What a correction may ask again: not which line or deadline it was about, nor what a colleague agreed to. */
export const correctableFields = (step: CaseStep): readonly FactField[] =>
  step === 'disclosure-asked'
    ? []
    : fieldsOf(step).filter(field => field.is !== 'line' && field.is !== 'deadline')

/** Without words these say nothing: the plan itself, or why without consent. */
export const noteNeeded: readonly CaseStep[] = ['disclosure-asked', 'safety-plan-made']

/** Of the case as a whole, not of one person. */
export const ofWholeCase: readonly CaseStep[] = ['follow-up-begun', 'case-closed', 'case-reopened']

/** Which step ends what waits, so that "what is next" leads straight to it. */
export const stepFor = {
  'assess-risk': 'risk-assessed',
  'make-safety-plan': 'safety-plan-made',
  'review-safety-plan': 'safety-plan-reviewed',
  'assess-needs': 'needs-assessed',
  'plan-assistance': 'assistance-planned',
  'review-plan': 'plan-reviewed',
  'meet-legal-deadline': 'legal-deadline-met',
  'visit-follow-up': 'follow-up-visited',
  'appoint-guardian': 'guardian-appointed',
  'assess-best-interest': 'best-interest-assessed',
  'review-best-interest': 'best-interest-determined',
  'determine-status': 'status-determined',
  'give-planned-help': 'assistance-given'
} as const satisfies Partial<Record<string, AskedStep>>

/** The form's list in groups: forty lines in a row are read by nobody. */
export const groups: Record<string, readonly AskedStep[]> = {
  needs: ['risk-assessed', 'needs-assessed', 'safety-plan-made', 'safety-plan-reviewed', 'age-determined'],
  consent: ['consent-recorded', 'disclosure-asked'],
  status: ['status-determined', 'reflection-period-granted', 'reflection-period-ended'],
  help: ['assistance-given', 'assistance-planned', 'assistance-replanned', 'money-spent', 'plan-reviewed', 'assistance-ended'],
  child: ['guardian-appointed', 'guardian-ended', 'best-interest-assessed', 'best-interest-determined'],
  court: [
    'proceedings-begun', 'proceedings-ended', 'compensation-paid', 'legal-deadline-set', 'legal-deadline-met',
    'protection-needs-recorded', 'protection-asked', 'protection-answered'
  ],
  return: ['return-risk-assessed', 'returned', 'reintegration-reached', 'follow-up-visited', 'follow-up-begun'],
  case: ['case-closed', 'case-reopened']
} satisfies Record<string, readonly AskedStep[]> // prettier-ignore
