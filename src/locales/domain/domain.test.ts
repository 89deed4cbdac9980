import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as cases from '#cases/index.ts'
import { codeLists } from '#kernel/htcds.ts'
import { traffickingForms, vulnerableCategories } from '#kernel/htcds-strategy.ts'
import * as reports from '#reports/index.ts'
import * as services from '#services/index.ts'
import { brandNames, domain } from './index.ts'

const {
  'sr-Latn': sr,
  sq,
  en
} = domain as Record<string, Record<string, string>> & {
  'sr-Latn': Record<string, string>
  sq: Record<string, string>
  en: Record<string, string>
}

const under = (prefix: string, codes: readonly string[]) => codes.map(code => `${prefix}.${code}`)
const packet = (kind: string, field: string): readonly string[] => {
  const option = services.ReferralPacket.options.find(each => each.shape.service.value === kind)
  const shape = option?.shape as unknown as Record<
    string,
    { element?: { options: string[] }; options?: string[] }
  >
  return shape[field]?.element?.options ?? shape[field]?.options ?? []
}

const coded = [
  ...Object.entries(codeLists).flatMap(([list, codes]) => under(`htcds.${list}`, codes)),
  ...under('form', traffickingForms),
  ...under('vulnerable', vulnerableCategories),
  ...under('answer', cases.answers),
  ...under('indicator-list', reports.indicatorListIds),
  ...under('dimension', reports.dimensions),
  ...under('weight', reports.weights),
  ...under('reading', reports.readings),
  ...under(
    'indicator',
    reports.indicatorLists['labour-adults'].indicators.map(one => one.id)
  ),
  ...under('observation-set', reports.observationSets),
  ...under('observation', reports.allObservations),
  ...under('report-status', reports.reportStatuses),
  ...under('decision', reports.decisionKinds),
  ...under('report-closing', reports.reportClosingReasons),
  ...under('report-reopening', reports.reportReopeningReasons),
  ...under('public-status', reports.publicStatuses),
  ...under('deadline-kind', reports.deadlineKinds),
  ...under('deadline-state', services.deadlineStates),
  ...under('about', reports.aboutWhom),
  ...under('danger', reports.dangers),
  ...under('sign', reports.reportSigns),
  ...[...new Set(Object.values(reports.nextReportSteps).flat())].map(step => `report-step.${step}`),
  'report-step.report-arrived',
  ...under('case-status', cases.caseStatusesOfOurs),
  ...under('identification', cases.identificationStatuses),
  ...under('stage', cases.stages),
  ...under('stage-state', cases.stageStates),
  ...under('case-step', cases.caseSteps),
  ...under('due', cases.dueKinds),
  ...under('risk', cases.riskLevels),
  ...under('placement', cases.placements),
  ...under('person-role', cases.personRoles),
  ...under('case-origin', cases.caseOrigins),
  ...under('status-reason', cases.statusReasons),
  ...under('best-interest', cases.bestInterestDecisions),
  ...under('guardian', cases.guardianKinds),
  ...under('assistance-result', cases.assistanceResults),
  ...under('proceedings', cases.proceedingsTracks),
  ...under('proceedings-outcome', cases.proceedingsOutcomes),
  ...under('case-closing', cases.caseClosingReasons),
  ...under('case-reopening', cases.caseReopeningReasons),
  ...under('consent-purpose', cases.consentPurposes),
  ...under('consent-channel', cases.consentChannels),
  ...under('told', cases.toldBeforeConsent),
  ...under('without-consent', cases.reasonsWithoutConsent),
  ...under('persons-view', cases.personsViews),
  ...under('child-heard', cases.childHearings),
  ...under('guardian-ending', cases.guardianEndings),
  ...under('age-proof', cases.ageProofs),
  ...under('legal-matter', cases.legalMatters),
  ...under('protection-need', cases.protectionNeeds),
  ...under('protection', cases.protectionMeasures),
  ...under('return-destination', cases.returnDestinations),
  ...cases.decisions.filter(decision => decision.startsWith('case.')),
  ...under('help', services.kindsOfHelp),
  ...under('whom', services.forWhom),
  ...under('referral-status', services.referralStatuses),
  ...under('referral-step', [
    'referral-drafted',
    ...new Set(Object.values(services.nextReferralSteps).flat())
  ]),
  ...under('urgency', services.urgencies),
  ...under('decline', services.declineReasons),
  ...under('revoke', services.revokeReasons),
  ...under(
    'contact',
    services.SafeContact.options.map(each => each.shape.how.value)
  ),
  ...under('wished', ['woman', 'man', 'no-wish']),
  ...under('packet.physical', packet('physical', 'needs')),
  ...under('packet.psychological', packet('psychological', 'need')),
  ...under('packet.legal', packet('legal', 'matters')),
  ...under('packet.documents', packet('immigration', 'documents')),
  ...under('packet.immigration', packet('immigration', 'wants')),
  ...reports.reportFieldErrors
].filter(key => !Object.keys(brandNames).some(name => key === `htcds.websitesAndApps.${name}`))

// Every refusal has its sentence: the codes are read from the sources, so that a new one without words fails here.
const source = new URL('../../', import.meta.url)
const refusals = ['cases', 'reports', 'services'].flatMap(folder =>
  readdirSync(new URL(folder, source))
    .filter(name => /^[a-z-]+\.ts$/.test(name))
    .flatMap(name =>
      [
        ...readFileSync(new URL(`${folder}/${name}`, source), 'utf8').matchAll(
          /refuse\(\s*'((?!common\.)[^']+)'/g
        )
      ].map(found => found[1] as string)
    )
)
const sentences = [
  'observation-set.caution',
  'reading.aid-only',
  'act.question',
  'dimension.positive',
  'dimension.negative'
]

test('every code has its words, and there are no words without a code', () => {
  expect(Object.keys(sr).toSorted()).toEqual([...new Set([...coded, ...refusals, ...sentences])].toSorted())
})

test('three languages, nothing empty, nothing left in another', () => {
  for (const [key, text] of Object.entries(sr)) {
    const words = [text, sq[key], en[key]]
    expect(new Set(words).size, `${key}: ${words.join(' | ')}`).toBe(3)
    for (const one of words) expect(one, key).toMatch(/^\S(.*\S)?$/)
  }
})

test('the same placeholders, and no apostrophe the message format could stumble over', () => {
  const placeholders = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(found => found[1]).toSorted()
  for (const [key, text] of Object.entries(sr))
    for (const other of [sq[key], en[key]]) {
      expect(placeholders(other), key).toEqual(placeholders(text))
      expect(other, key).not.toContain("'")
    }
})

test('short enough to tick at two in the morning', () => {
  for (const words of [sr, sq, en])
    for (const [key, text] of Object.entries(words))
      if (/^(indicator|observation)\./.test(key))
        expect(text.length, `${key}: ${text}`).toBeLessThanOrEqual(72)
})

test('words we do not say', () => {
  const never = {
    sr: /prostitu|ilegaln|spasava|[!]/i,
    sq: /prostitu|ilegal|shpëto|[!]/i,
    en: /prostitut|illegal|rescue|invalid|failed|[!]/i
  }
  for (const [language, words] of Object.entries({ sr, sq, en }))
    for (const [key, text] of Object.entries(words))
      expect(text, key).not.toMatch(never[language as keyof typeof never])
})
