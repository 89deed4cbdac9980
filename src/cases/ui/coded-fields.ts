// Which coded fields stand on the record of whom: of a suspected person only what the standard asks for, so that they stay apart.
import { ageBands, answers, personLanguages, type PersonRole } from '#cases/index.ts'
import {
  educationLevels, genders, maritalStatuses, methodsOfControl, perpetratorRoles, recruitmentMethods, relationshipsToTrafficker, sectors,
  typesOfExploitation, typesOfSexualExploitation, websitesAndApps
} from '#kernel/htcds.ts' // prettier-ignore
import { traffickingForms, vulnerableCategories } from '#kernel/htcds-strategy.ts'
import { tt } from '#locales/t.svelte.ts'

type Of = readonly PersonRole[]
const anybody: Of = ['presumed-victim', 'family-member', 'witness', 'suspect']
const victim: Of = ['presumed-victim']
const notSuspect: Of = ['presumed-victim', 'family-member', 'witness']
const suspect: Of = ['suspect']

type Say = (key: string) => string
/** In the desk's language, or in the one of whoever gets the sheet. */
const words =
  (list: string) =>
  (code: string, say: Say = tt): string =>
    say(`${list}.${code}`)
const app = (code: string, say: Say = tt) => (code === 'Other' ? say('htcds.websitesAndApps.Other') : code)

export const choices = [
  { field: 'ageBand', codes: ageBands, word: (code: string) => code, of: notSuspect },
  { field: 'isChild', codes: answers, word: words('answer'), of: notSuspect },
  { field: 'gender', codes: genders, word: words('htcds.genders'), of: anybody },
  { field: 'maritalStatus', codes: maritalStatuses, word: words('htcds.maritalStatuses'), of: notSuspect },
  { field: 'education', codes: educationLevels, word: words('htcds.educationLevels'), of: notSuspect },
  { field: 'primaryLanguage', codes: personLanguages, word: words('person-language'), of: anybody },
  { field: 'secondaryLanguage', codes: personLanguages, word: words('person-language'), of: notSuspect },
  { field: 'sector', codes: sectors, word: words('htcds.sectors'), of: victim },
  {
    field: 'relationshipToTrafficker',
    codes: relationshipsToTrafficker,
    word: words('htcds.relationshipsToTrafficker'),
    of: victim
  }
] as const

export const numbers = [
  { field: 'birthYear', min: 1900, max: 2200, of: notSuspect },
  { field: 'numberOfChildren', min: 0, max: 30, of: notSuspect },
  { field: 'ageWhenTrafficked', min: 0, max: 120, of: victim }
] as const

export const lists = [
  { field: 'forms', codes: traffickingForms, word: words('form'), of: victim },
  {
    field: 'typesOfExploitation',
    codes: typesOfExploitation,
    word: words('htcds.typesOfExploitation'),
    of: victim
  },
  {
    field: 'typesOfSexualExploitation',
    codes: typesOfSexualExploitation,
    word: words('htcds.typesOfSexualExploitation'),
    of: victim
  },
  { field: 'methodsOfControl', codes: methodsOfControl, word: words('htcds.methodsOfControl'), of: victim },
  {
    field: 'recruitmentMethods',
    codes: recruitmentMethods,
    word: words('htcds.recruitmentMethods'),
    of: victim
  },
  { field: 'recruitmentApps', codes: websitesAndApps, word: app, of: victim },
  { field: 'exploitationApps', codes: websitesAndApps, word: app, of: victim },
  { field: 'vulnerableCategories', codes: vulnerableCategories, word: words('vulnerable'), of: notSuspect },
  { field: 'perpetratorRoles', codes: perpetratorRoles, word: words('htcds.perpetratorRoles'), of: suspect }
] as const
