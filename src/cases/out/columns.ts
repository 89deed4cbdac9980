// The columns of IOM's spreadsheet template 2.0 (HTCDS, CC BY 4.0, no endorsement), and where each of them comes to rest with us.
import { findHtcdsField } from '#kernel/htcds-fields.ts'

/** The 37 core columns of the template, in its order. Consent and the two deprecated fields are core and have no column there. */
export const coreColumns = [
  'cas_CaseOwner',
  'prs_Salutation',
  'prs_FirstName',
  'prs_SecondName',
  'prs_Birthdate',
  'prs_Gender',
  'prs_Citizenship',
  'prs_Title',
  'prs_Email',
  'prs_HomePhone',
  'prs_MobilePhone',
  'prs_MailingCity',
  'prs_MailingCountry',
  'prs_MailingState',
  'prs_MailingStreet',
  'prs_MailingPostalCode',
  'vic_MethodOfRecruitment',
  'vic_LocationOfRecruitment',
  'vic_TraffickingStatus',
  'vic_TraffickingStatusDecisionMakingOrg',
  'vic_MethodsOfControl',
  'vic_TypeOfExploitation',
  'vic_ForcedLabourIndustry',
  'vic_TypeOfSexExploitation',
  'vic_LocationOfExploitation',
  'cas_Status',
  'cas_ReferringOrganisation',
  'cas_IncomingReferralDate',
  'cas_ReferringPrimaryCaseWorker',
  'cas_ReasonForIncomingReferral',
  'cas_IncomingReferralDetails',
  'cas_ReferredOrganisation',
  'cas_ReferredPrimaryCaseWorker',
  'cas_ReasonForOutgoingReferral',
  'cas_OutgoingReferralDate',
  'cas_OutgoingReferralDetails',
  'cas_ReasonForCaseClosure'
] as const
export type CoreColumn = (typeof coreColumns)[number]

/** What says who the person is: stays empty unless it was asked for. */
export const identityColumns = [
  'prs_FirstName',
  'prs_SecondName',
  'prs_Birthdate',
  'prs_Email',
  'prs_HomePhone',
  'prs_MobilePhone'
] as const satisfies readonly CoreColumn[]

/** Fields of the standard beyond the template that somebody's file may have too. */
const furtherColumns = [
  'con_Consent',
  'prs_MiddleName',
  'prs_IdentityNumber',
  'prs_MaritalStatus',
  'prs_NumberOfChildren',
  'prs_PrimaryLanguage',
  'prs_SecondaryLanguage',
  'prs_HighestLevelOfEducation',
  'prs_Deceased',
  'prs_MailingLongitude',
  'prs_MailingLatitude',
  'vic_AgreementToManagePersonalData',
  'vic_RelationshipToTrafficker',
  'vic_AgeWhenTrafficked',
  'vic_RecruitmentWebsitesAndApps',
  'vic_ExploitationWebsitesAndApps',
  'vic_Vulnerabilities',
  'vic_DetailsOfVulnerabilities',
  'per_RoleInProcess',
  'per_RoleDetails',
  'per_Organisation',
  'cco_CaseComment',
  'hte_Longitude',
  'hte_Latitude',
  'hte_City',
  'hte_Country',
  'hte_State',
  'hte_Street',
  'hte_PostalCode',
  'hte_Date',
  'hte_Type',
  'hte_Description',
  'spl_Objectives',
  'spl_ActionPlan',
  'spl_PlannedEndDate',
  'spl_ActualEndDate',
  'spl_Type'
] as const
export type Column = CoreColumn | (typeof furtherColumns)[number]
export const columns: readonly Column[] = [...coreColumns, ...furtherColumns]

/** What the template's readers see above a column, which is its name with blanks; some are longer. */
const labels: Record<string, Column> = {
  mailingzippostalcode: 'prs_MailingPostalCode',
  mailingstateprovince: 'prs_MailingState',
  traffickingstatusdecisionmakingorganization: 'vic_TraffickingStatusDecisionMakingOrg'
}
export const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** By its name, or a spelling of the name that is in circulation. */
export const columnNamed = (cell: string): Column | undefined => {
  const name = cell.trim()
  const found = columns.find(one => one === name || bare(one) === bare(name))
  if (found) return found
  const key = findHtcdsField(name)
  return key && columns.find(one => findHtcdsField(one) === key)
}
/** By its label, where there is no name. */
export const columnLabelled = (cell: string): Column | undefined => {
  const label = bare(cell)
  return labels[label] ?? columns.find(one => bare(one.slice(4)) === label)
}

/** Cells with several values: a semicolon and nothing else, in every variant of the template. */
export const several = (cell: string): string[] =>
  cell
    .split(';')
    .map(part => part.trim())
    .filter(Boolean)
