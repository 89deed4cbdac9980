// The bridge between our words and HTCDS field and value names, with the misspellings found in IOM's own toolkit:
// we write the canonical name and read every one that is in circulation.
import { codeLists } from './htcds.ts'
import type { CodeListName } from './htcds.ts'

export type HtcdsField = {
  readonly name: string
  /** Spellings seen in the toolkit's spreadsheets and XForm. */
  readonly accepted: readonly string[]
  readonly many: boolean
  readonly list?: CodeListName
}

export const htcdsFields = {
  givenName: { name: 'prs_FirstName', accepted: ['prs_First_Name'], many: false },
  familyName: { name: 'prs_SecondName', accepted: ['prs_Second_Name'], many: false },
  birthDate: { name: 'prs_Birthdate', accepted: [], many: false },
  gender: { name: 'prs_Gender', accepted: [], many: false, list: 'genders' },
  maritalStatus: { name: 'prs_MaritalStatus', accepted: [], many: false, list: 'maritalStatuses' },
  education: { name: 'prs_HighestLevelOfEducation', accepted: [], many: false, list: 'educationLevels' },
  citizenship: { name: 'prs_Citizenship', accepted: [], many: true },
  traffickingStatus: {
    name: 'vic_TraffickingStatus',
    accepted: [],
    many: false,
    list: 'traffickingStatuses'
  },
  decidingBody: {
    name: 'vic_TraffickingStatusDecisionMakingOrg',
    accepted: ['vic_TraffickinStatusDecisionMakingOrg'],
    many: false,
    list: 'decidingBodies'
  },
  relationshipToTrafficker: {
    name: 'vic_RelationshipToTrafficker',
    accepted: [],
    many: false,
    list: 'relationshipsToTrafficker'
  },
  ageWhenTrafficked: { name: 'vic_AgeWhenTrafficked', accepted: [], many: false },
  recruitmentApps: {
    name: 'vic_RecruitmentWebsitesAndApps',
    accepted: [],
    many: true,
    list: 'websitesAndApps'
  },
  recruitmentMethods: {
    name: 'vic_MethodOfRecruitment',
    accepted: [],
    many: true,
    list: 'recruitmentMethods'
  },
  methodsOfControl: {
    name: 'vic_MethodsOfControl',
    accepted: ['vic_Methods_of_Control'],
    many: true,
    list: 'methodsOfControl'
  },
  typesOfExploitation: {
    name: 'vic_TypeOfExploitation',
    accepted: [],
    many: true,
    list: 'typesOfExploitation'
  },
  // Single-select in the standard; the XForm offers several. We keep one and read the first.
  sector: { name: 'vic_ForcedLabourIndustry', accepted: [], many: false, list: 'sectors' },
  typesOfSexualExploitation: {
    name: 'vic_TypeOfSexExploitation',
    accepted: [],
    many: true,
    list: 'typesOfSexualExploitation'
  },
  exploitationApps: {
    name: 'vic_ExploitationWebsitesAndApps',
    accepted: [],
    many: true,
    list: 'websitesAndApps'
  },
  caseStatus: { name: 'cas_Status', accepted: [], many: false, list: 'caseStatuses' },
  reasonForIncomingReferral: {
    name: 'cas_ReasonForIncomingReferral',
    accepted: [],
    many: false,
    list: 'reasonsForReferral'
  },
  // The hidden name row of the single-select spreadsheet has no column for this one: an import may lack it.
  reasonForOutgoingReferral: {
    name: 'cas_ReasonForOutgoingReferral',
    accepted: [],
    many: false,
    list: 'reasonsForReferral'
  },
  supportPlanType: { name: 'spl_Type', accepted: [], many: false, list: 'supportPlanTypes' },
  deceased: { name: 'prs_Deceased', accepted: [], many: false },
  numberOfChildren: { name: 'prs_NumberOfChildren', accepted: [], many: false },
  primaryLanguage: { name: 'prs_PrimaryLanguage', accepted: [], many: false },
  secondaryLanguage: { name: 'prs_SecondaryLanguage', accepted: [], many: false },
  perpetratorRoles: { name: 'per_RoleInProcess', accepted: [], many: true, list: 'perpetratorRoles' },
  eventType: { name: 'hte_Type', accepted: [], many: false, list: 'eventTypes' },
  eventCountry: { name: 'hte_Country', accepted: [], many: false },
  eventCity: { name: 'hte_City', accepted: [], many: false },
  eventDate: { name: 'hte_Date', accepted: [], many: false },
  consent: { name: 'con_Consent', accepted: [], many: false }
} as const satisfies Record<string, HtcdsField>
export type HtcdsFieldKey = keyof typeof htcdsFields

/** Cells with several values use a semicolon in every variant of the template. */
export const htcdsSeparator = ';'

const outward: Partial<Record<CodeListName, Readonly<Record<string, string>>>> = {
  relationshipsToTrafficker: { Unacquainted: 'Unaquainted' }
}

export const toHtcdsValue = (list: CodeListName, code: string): string => outward[list]?.[code] ?? code

/** Our code for a cell of somebody's file; undefined when it is in no list. The spreadsheet has "DebtBondage " with a blank. */
export const fromHtcdsValue = (list: CodeListName, cell: string): string | undefined => {
  const value = cell.trim()
  return (codeLists[list] as readonly string[]).find(
    code => code === value || toHtcdsValue(list, code) === value
  )
}

export const findHtcdsField = (column: string): HtcdsFieldKey | undefined => {
  const name = column.trim()
  return (Object.keys(htcdsFields) as HtcdsFieldKey[]).find(key => {
    const field: HtcdsField = htcdsFields[key]
    return field.name === name || field.accepted.includes(name)
  })
}
