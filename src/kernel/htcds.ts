// Code lists of the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0; labels are ours, no endorsement).
// The field's names (`vic_…`) stand here and in exchange/ only. Codes are the standard's value names, with one repair:
// it writes "Unaquainted"; we write Unacquainted and give the other back on the way out (htcds-fields.ts).

export const genders = [
  'Feminine',
  'Masculine',
  'TransgenderFeminine',
  'TransgenderMasculine',
  'NonConforming',
  'NonSpecifiedUnknown'
] as const

export const maritalStatuses = [
  'Single',
  'Married',
  'Widowed',
  'Divorced',
  'Separated',
  'RegisteredPartnership'
] as const

export const educationLevels = [
  'EarlyChildhoodEducation',
  'PrimaryEducation',
  'LowerSecondaryEducation',
  'UpperSecondaryEducation',
  'PostSecondaryNonTertiaryEducation',
  'ShortCycleTertiaryEducation',
  'BachelorsOrEquivalentLevel',
  'MastersOrEquivalentLevel',
  'DoctoralOrEquivalentLevel'
] as const

export const traffickingStatuses = [
  'PossibleVictimOfTrafficking',
  'ActualVictimOfTrafficking',
  'NotAVictimOfTrafficking'
] as const

export const decidingBodies = [
  'Police',
  'NGO',
  'CourtOrProsecution',
  'NonPoliceGovernmentalOrganization',
  'Other'
] as const

export const relationshipsToTrafficker = ['Familial', 'Acquainted', 'Unacquainted'] as const

export const recruitmentMethods = [
  'AtAPlaceOfBusiness',
  'AtAnEducationalInstitution',
  'AtWork',
  'ThroughOnlineSocialNetworks',
  'ThroughAnOnlineAdvertisement',
  'ThroughATelevisionAdvert',
  'ThroughANewspaperAdvert',
  'ThroughFamilyOrFamilyEvents',
  'ThroughFriendsOrSocialEvents',
  'Other'
] as const

export const websitesAndApps = [
  'Facebook',
  'Instagram',
  'WhatsApp',
  'Telegram',
  'FacebookMessenger',
  'Viber',
  'SnapChat',
  'Line',
  '4Sale',
  'WeChat',
  'QQ',
  'QZone',
  'TikTok',
  'Twitter',
  'Other'
] as const

// The definitions page also describes restricted movement and use of children; the picklist has neither, so they are Other.
export const methodsOfControl = [
  'PhysicalThreats',
  'ThreatsLawEnforcement',
  'ThreatensChildrenFamily',
  'DebtBondage',
  'FalsePromises',
  'PhysicalAbuse',
  'SexualAbuse',
  'TakesEarnings',
  'RestrictsFinancialAccess',
  'RestrictsMedicalCare',
  'WithholdsNecessities',
  'PsychologicalAbuse',
  'PsychoactiveSubstance',
  'ExcessiveWorkingHours',
  'WithholdsDocuments',
  'Other'
] as const

export const typesOfExploitation = [
  'ForcedLabour',
  'SexualExploitation',
  'ChildLabour',
  'ForcedMarriage',
  'Servitude',
  'ForcedMilitaryByNonStateActors',
  'OrganRemoval',
  'ForcedBegging',
  'ForcedAdoption',
  'Surrogacy',
  'Other'
] as const

export const typesOfSexualExploitation = [
  'Prostitution',
  'Pornography',
  'RemoteInteractiveServices',
  'PrivateSexualServices'
] as const

/** ISIC Rev. 4 sections A to U. */
export const sectors = [
  'A_AgricultureForestryAndFishing',
  'B_MiningAndQuarrying',
  'C_Manufacturing',
  'D_ElectricityGasSteamAndAirConditioningSupply',
  'E_WaterSupplySewerageWasteManagement',
  'F_Construction',
  'G_WholesaleAndRetailTradeRepairOfMotorVehicles',
  'H_TransportationAndStorage',
  'I_AccommodationAndFoodServiceActivities',
  'J_InformationAndCommunication',
  'K_FinancialAndInsuranceActivities',
  'L_RealEstateActivities',
  'M_ProfessionalScientificAndTechnicalActivities',
  'N_AdministrativeAndSupportServiceActivities',
  'O_PublicAdministrationAndDefence',
  'P_Education',
  'Q_HumanHealthAndSocialWorkActivities',
  'R_ArtsEntertainmentAndRecreation',
  'S_OtherServiceActivities',
  'T_ActivitiesOfHouseholdsAsEmployers',
  'U_ActivitiesOfExtraterritorialOrganizations'
] as const

export const reasonsForReferral = [
  'AdditionalServicesRequired',
  'MigrationOrChangeOfLocation',
  'Other'
] as const

export const supportPlanTypes = [
  'Education',
  'Financial',
  'Health',
  'LabourExploitationRehabilitation',
  'Legal',
  'Livelihood',
  'RightsBasedTraining',
  'SexualExploitationRehabilitation',
  'SocialCare'
] as const

/** What a suspected person did in it. */
export const perpetratorRoles = [
  'TravellingPartner',
  'Transporter',
  'RecruiterOrIntermediary',
  'BrokerTravelAgent',
  'TransferredIndividual',
  'HarbouredIndividual',
  'SoldIndividual',
  'BoughtIndividual',
  'ReceivedIndividual',
  'ControlledIndividual',
  'Smuggler',
  'Abuser',
  'Kidnapper',
  'Exploiter',
  'Other'
] as const

export const eventTypes = ['Recruitment', 'Transit', 'Exploitation'] as const

export const caseStatuses = ['Active', 'FollowUp', 'Closed', 'ClosedReferred'] as const

export type Gender = (typeof genders)[number]
export type MaritalStatus = (typeof maritalStatuses)[number]
export type EducationLevel = (typeof educationLevels)[number]
export type TraffickingStatus = (typeof traffickingStatuses)[number]
export type DecidingBody = (typeof decidingBodies)[number]
export type RelationshipToTrafficker = (typeof relationshipsToTrafficker)[number]
export type RecruitmentMethod = (typeof recruitmentMethods)[number]
export type WebsiteOrApp = (typeof websitesAndApps)[number]
export type MethodOfControl = (typeof methodsOfControl)[number]
export type TypeOfExploitation = (typeof typesOfExploitation)[number]
export type TypeOfSexualExploitation = (typeof typesOfSexualExploitation)[number]
export type Sector = (typeof sectors)[number]
export type ReasonForReferral = (typeof reasonsForReferral)[number]
export type SupportPlanType = (typeof supportPlanTypes)[number]
export type HtcdsCaseStatus = (typeof caseStatuses)[number]

/** Every list by its name: what labels, forms and the exchange walk over. */
export const codeLists = {
  genders,
  maritalStatuses,
  educationLevels,
  traffickingStatuses,
  decidingBodies,
  relationshipsToTrafficker,
  recruitmentMethods,
  websitesAndApps,
  methodsOfControl,
  typesOfExploitation,
  typesOfSexualExploitation,
  sectors,
  reasonsForReferral,
  supportPlanTypes,
  caseStatuses,
  perpetratorRoles,
  eventTypes
} as const
export type CodeListName = keyof typeof codeLists
