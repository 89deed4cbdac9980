// The coded record: what may be counted about one presumed victim. It stands in clear beside the sealed identity, so it is minimal:
// a year or a band instead of a birth date, no name, no document, no address, no place of birth, no free text.
// Even so, in a municipality with a few cases a year every combination here may point at one person. Nothing of it leaves
// except through the disclosure gate.
import { z } from 'zod'
import {
  educationLevels,
  eventTypes,
  genders,
  maritalStatuses,
  methodsOfControl,
  perpetratorRoles,
  recruitmentMethods,
  relationshipsToTrafficker,
  sectors,
  typesOfExploitation,
  typesOfSexualExploitation,
  websitesAndApps
} from '#kernel/htcds.ts'
import type { DecidingBody, Sector } from '#kernel/htcds.ts'
import { isCountry } from '#kernel/htcds-countries.ts'
import { htcdsFields, toHtcdsValue } from '#kernel/htcds-fields.ts'
import type { HtcdsField, HtcdsFieldKey } from '#kernel/htcds-fields.ts'
import { exploitationOfForms, traffickingForms, vulnerableCategories } from '#kernel/htcds-strategy.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { htcdsTraffickingStatus } from './case.ts'
import { answers } from './facts.ts'
import type { IdentificationStatus } from './facts.ts'

/** The bands of the global dataset (CTDC): comparable there, and no finer than needed. */
export const ageBands = ['0-8', '9-17', '18-20', '21-23', '24-26', '27-29', '30-38', '39-47', '48+'] as const
export type AgeBand = (typeof ageBands)[number]

const several = <T extends readonly [string, ...string[]]>(codes: T) =>
  z
    .array(z.enum(codes))
    .max(codes.length)
    .refine(list => new Set(list).size === list.length)
    .optional()

/** Spoken languages by ISO 639-2, as the standard asks for them. */
export const personLanguages = [
  'sqi',
  'srp',
  'rom',
  'tur',
  'eng',
  'fra',
  'ara',
  'fas',
  'pus',
  'urd',
  'mis'
] as const

export const TraffickingEvent = z.strictObject({
  id: z.uuid(),
  type: z.enum(eventTypes),
  country: z.string().refine(isCountry).optional(),
  /** Of the network's own list; a place elsewhere is named in the sealed words. */
  settlement: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
  /** No finer than the month. */
  month: z
    .string()
    .regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/)
    .optional()
})
export type TraffickingEvent = z.infer<typeof TraffickingEvent>

export const CodedRecord = z.strictObject({
  birthYear: z.int().min(1900).max(2200).optional(),
  ageBand: z.enum(ageBands).optional(),
  isChild: z.enum(answers).optional(),
  gender: z.enum(genders).optional(),
  citizenship: z.array(z.string().refine(isCountry)).max(5).optional(),
  maritalStatus: z.enum(maritalStatuses).optional(),
  education: z.enum(educationLevels).optional(),
  /** The strategy's words; the standard's types follow from them, and more may be added. */
  forms: several(traffickingForms),
  typesOfExploitation: several(typesOfExploitation),
  typesOfSexualExploitation: several(typesOfSexualExploitation),
  sector: z.enum(sectors).optional(),
  methodsOfControl: several(methodsOfControl),
  recruitmentMethods: several(recruitmentMethods),
  recruitmentApps: several(websitesAndApps),
  exploitationApps: several(websitesAndApps),
  relationshipToTrafficker: z.enum(relationshipsToTrafficker).optional(),
  ageWhenTrafficked: z.int().min(0).max(120).optional(),
  vulnerableCategories: several(vulnerableCategories),
  deceased: z.boolean().optional(),
  numberOfChildren: z.int().min(0).max(30).optional(),
  primaryLanguage: z.enum(personLanguages).optional(),
  secondaryLanguage: z.enum(personLanguages).optional(),
  /** Of a suspected person only. */
  perpetratorRoles: several(perpetratorRoles),
  /** The route: where and in which month, as codes. What happened there is sealed. */
  events: z.array(TraffickingEvent).max(30).optional()
})
export type CodedRecord = z.infer<typeof CodedRecord>

/** Everything is optional until a formal identification: that says what the person was trafficked for. */
export const checkCodedRecord = (
  record: CodedRecord,
  status: IdentificationStatus
): Outcome<{ readonly record: CodedRecord }> =>
  status === 'formally-identified' && !record.forms?.length
    ? refuse('case.form-of-trafficking-missing', 409)
    : { ok: true, record }

export type HtcdsRecord = Readonly<Record<string, string | number | readonly string[]>>

/** Under HTCDS names. Birth year and band have no field there, and vulnerabilities were deprecated in 2.0: they stay here. */
export const toHtcds = (
  record: CodedRecord,
  decision?: { readonly status: IdentificationStatus; readonly body?: DecidingBody }
): HtcdsRecord => {
  const implied = exploitationOfForms(record.forms ?? [])
  const values: Partial<Record<HtcdsFieldKey, string | number | readonly string[]>> = {
    gender: record.gender,
    maritalStatus: record.maritalStatus,
    education: record.education,
    citizenship: record.citizenship,
    traffickingStatus: decision && htcdsTraffickingStatus[decision.status],
    decidingBody: decision?.body,
    relationshipToTrafficker: record.relationshipToTrafficker,
    ageWhenTrafficked: record.ageWhenTrafficked,
    recruitmentApps: record.recruitmentApps,
    recruitmentMethods: record.recruitmentMethods,
    methodsOfControl: record.methodsOfControl,
    typesOfExploitation: union(implied.typesOfExploitation, record.typesOfExploitation),
    sector: record.sector satisfies Sector | undefined,
    typesOfSexualExploitation: union(implied.typesOfSexualExploitation, record.typesOfSexualExploitation),
    exploitationApps: record.exploitationApps,
    deceased: record.deceased === undefined ? undefined : record.deceased ? 'TRUE' : 'FALSE',
    numberOfChildren: record.numberOfChildren,
    primaryLanguage: record.primaryLanguage,
    secondaryLanguage: record.secondaryLanguage,
    perpetratorRoles: record.perpetratorRoles
  }
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
      const field: HtcdsField = htcdsFields[key as HtcdsFieldKey]
      const outward = (code: string) => (field.list ? toHtcdsValue(field.list, code) : code)
      return [
        [
          field.name,
          typeof value === 'number' ? value : typeof value === 'string' ? outward(value) : value.map(outward)
        ]
      ]
    })
  )
}

const union = <T>(first: readonly T[], second: readonly T[] = []): readonly T[] => [
  ...new Set([...first, ...second])
]
