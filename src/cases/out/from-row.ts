// One row of somebody's spreadsheet as what a case begins with. Codes become the coded record; whatever else stands in the row is kept
// in words, to be sealed: nothing of it is lost, and nothing is guessed. A fault names its column; a row with a fault is not taken.
import { countries, isCountry } from '#kernel/htcds-countries.ts'
import { codeLists, type CodeListName } from '#kernel/htcds.ts'
import { findHtcdsField, fromHtcdsValue, htcdsFields, type HtcdsField } from '#kernel/htcds-fields.ts'
import { isDay } from '#services/index.ts'
import { CodedRecord, personLanguages } from '../coded-record.ts'
import type { Answer } from '../facts.ts'
import { bornAs } from '../match-person.ts'
import { bare, several, type Column } from './columns.ts'
import { undefused } from './defuse.ts'
import type { Cell } from './sheet/xlsx.ts'

export type FaultCode =
  | 'formula'
  | 'error-value'
  | 'too-long'
  | 'not-in-list'
  | 'not-a-country'
  | 'not-a-day'
  | 'day-ahead'
  | 'not-a-number'
  | 'suspect'
  | 'nobody'
  | 'same-row'
/** `column` is the name the file has above it. */
export type Fault = { readonly column: string; readonly code: FaultCode; readonly value: string }

export type ImportedIdentity = {
  name?: string
  born?: string
  contact?: string
  documents?: string
  story?: string
}
export type Imported = {
  readonly coded: CodedRecord
  readonly identity: ImportedIdentity
  readonly under18: Answer
}
export type Place = { readonly id: string; readonly names: readonly string[] }
export type Reading = {
  readonly today: string
  readonly from1904: boolean
  readonly settlements: readonly Place[]
  /** A fresh id for each step of the route. */
  readonly newId: () => string
}

const longest = 4_000

const nameOfCountry = new Intl.DisplayNames('en', { type: 'region' })
const countryByName = new Map<string, string>(
  countries.map(code => [bare(nameOfCountry.of(code) ?? ''), code])
)
/** Two letters, or the English name. XK is in no list of ISO; it is in ours. */
const countryOf = (text: string): string | undefined => {
  const code = text.trim().toUpperCase()
  return isCountry(code) ? code : code === 'XKX' ? 'XK' : countryByName.get(bare(text))
}

/** The value's name, its label, or either with other blanks and capitals. */
const codeOf = (list: CodeListName, text: string): string | undefined =>
  fromHtcdsValue(list, text) ??
  (codeLists[list] as readonly string[]).find(
    code => bare(code) === bare(text) || (list === 'sectors' && bare(code.slice(2)) === bare(text))
  )

/** Days are written as texts, or counted from 1900 (on old Macintoshes from 1904). A bare 1999 is a year, not a day in 1905. */
const dayOfCell = (cell: Cell, from1904: boolean): string | undefined => {
  if (cell.is === 'number' && /^\d{5}(\.\d+)?$/.test(cell.text)) {
    const days = Math.floor(Number(cell.text)) + (from1904 ? 1_462 : 0)
    if (days < 80_000) return new Date(Date.UTC(1899, 11, 30 + days)).toISOString().slice(0, 10)
  }
  const day = bornAs(cell.text.replace(/[T ]\d\d:\d\d.*$/, ''))
  return isDay(day) ? day : undefined
}

const ageOn = (born: string, today: string): number =>
  Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)

const into: Partial<
  Record<
    Column,
    { field: keyof CodedRecord; is: 'code' | 'codes' | 'number' | 'countries' | 'language' | 'yes-no' }
  >
> = {
  prs_Gender: { field: 'gender', is: 'code' },
  prs_Citizenship: { field: 'citizenship', is: 'countries' },
  prs_MaritalStatus: { field: 'maritalStatus', is: 'code' },
  prs_HighestLevelOfEducation: { field: 'education', is: 'code' },
  prs_NumberOfChildren: { field: 'numberOfChildren', is: 'number' },
  prs_PrimaryLanguage: { field: 'primaryLanguage', is: 'language' },
  prs_SecondaryLanguage: { field: 'secondaryLanguage', is: 'language' },
  prs_Deceased: { field: 'deceased', is: 'yes-no' },
  vic_MethodOfRecruitment: { field: 'recruitmentMethods', is: 'codes' },
  vic_MethodsOfControl: { field: 'methodsOfControl', is: 'codes' },
  vic_TypeOfExploitation: { field: 'typesOfExploitation', is: 'codes' },
  vic_TypeOfSexExploitation: { field: 'typesOfSexualExploitation', is: 'codes' },
  vic_ForcedLabourIndustry: { field: 'sector', is: 'code' },
  vic_RelationshipToTrafficker: { field: 'relationshipToTrafficker', is: 'code' },
  vic_AgeWhenTrafficked: { field: 'ageWhenTrafficked', is: 'number' },
  vic_RecruitmentWebsitesAndApps: { field: 'recruitmentApps', is: 'codes' },
  vic_ExploitationWebsitesAndApps: { field: 'exploitationApps', is: 'codes' }
}
/** Checked against their lists though they are kept in words: a determination is an act of a body on a day, which no row tells. */
const listed: Partial<Record<Column, CodeListName>> = {
  vic_TraffickingStatus: 'traffickingStatuses',
  vic_TraffickingStatusDecisionMakingOrg: 'decidingBodies',
  cas_Status: 'caseStatuses',
  cas_ReasonForIncomingReferral: 'reasonsForReferral',
  cas_ReasonForOutgoingReferral: 'reasonsForReferral'
}
const days: readonly Column[] = [
  'cas_IncomingReferralDate',
  'cas_OutgoingReferralDate',
  'hte_Date',
  'spl_PlannedEndDate',
  'spl_ActualEndDate'
]
const contact: readonly Column[] = [
  'prs_MobilePhone', 'prs_HomePhone', 'prs_Email', 'prs_MailingStreet', 'prs_MailingPostalCode', 'prs_MailingCity', 'prs_MailingState', 'prs_MailingCountry'
] // prettier-ignore
const name: readonly Column[] = ['prs_FirstName', 'prs_MiddleName', 'prs_SecondName']
const route = {
  vic_LocationOfRecruitment: 'Recruitment',
  vic_LocationOfExploitation: 'Exploitation'
} as const

type Read = { readonly column: Column; readonly title: string; readonly cell: Cell }

/** Never throws. */
export const readRow = (cells: readonly Read[], reading: Reading): { faults: Fault[]; row: Imported } => {
  const faults: Fault[] = []
  const coded: Record<string, unknown> = {}
  const words: string[] = []
  const at = new Map<Column, string>()
  for (const { column, title, cell } of cells) {
    const text = undefused(cell.text).trim()
    const fault = (code: FaultCode, value = text) =>
      void faults.push({ column: title, code, value: value.slice(0, 80) })
    if (cell.is === 'formula') fault('formula')
    else if (cell.is === 'error') fault('error-value')
    else if (text.length > longest) fault('too-long')
    else if (text === '') continue
    else if (column === 'per_RoleInProcess') fault('suspect')
    else if (column === 'prs_Birthdate') {
      const day = dayOfCell({ ...cell, text }, reading.from1904)
      const year = /^\d{4}$/.test(text) ? text : undefined
      if ((!day && !year) || (day ?? year!) < '1900') fault('not-a-day')
      else if ((day ?? year!) > reading.today) fault('day-ahead')
      else at.set(column, day ?? year!)
    } else if (days.includes(column)) {
      const day = dayOfCell({ ...cell, text }, reading.from1904)
      if (day) words.push(`${title}: ${day}`)
      else fault('not-a-day')
    } else if (listed[column]) {
      const code = codeOf(listed[column], text)
      if (code) words.push(`${title}: ${code}`)
      else fault('not-in-list')
    } else if (into[column]) takeCode(column, title, text)
    else if (column in route) takePlace(route[column as keyof typeof route], title, text)
    else if (contact.includes(column) || name.includes(column) || column === 'prs_IdentityNumber')
      at.set(column, text)
    else words.push(`${title}: ${text}`)
  }

  function takeCode(column: Column, title: string, text: string) {
    const { field, is } = into[column]!
    const fault = (code: FaultCode, value: string) =>
      void faults.push({ column: title, code, value: value.slice(0, 80) })
    const list = (htcdsFields[findHtcdsField(column)!] as HtcdsField).list
    if (is === 'number') {
      const number = /^\d{1,3}(\.0+)?$/.test(text) ? Number(text) : -1
      if (CodedRecord.safeParse({ [field]: number }).success) coded[field] = number
      else fault('not-a-number', text)
    } else if (is === 'yes-no') {
      if (/^(true|false|yes|no|1|0)$/i.test(text)) coded[field] = /^(true|yes|1)$/i.test(text)
      else fault('not-in-list', text)
    } else if (is === 'language') {
      const code = text.toLowerCase()
      if ((personLanguages as readonly string[]).includes(code)) coded[field] = code
      else words.push(`${title}: ${text}`)
    } else if (is === 'countries') {
      const found = several(text).map(each => [each, countryOf(each)] as const)
      for (const [each, code] of found) if (!code) fault('not-a-country', each)
      const codes = [...new Set(found.flatMap(([, code]) => code ?? []))]
      if (codes.length > 5) fault('too-long', text)
      coded[field] = codes.slice(0, 5)
    } else {
      // the XForm lets several sectors be chosen where the standard has one: the first is kept as a code, the others in words
      const found = several(text).map(each => [each, codeOf(list!, each)] as const)
      for (const [each, code] of found) if (!code) fault('not-in-list', each)
      const codes = [...new Set(found.flatMap(([, code]) => code ?? []))]
      if (is === 'codes') coded[field] = codes
      else if (codes[0]) coded[field] = codes[0]
      if (is === 'code' && codes.length > 1) words.push(`${title}: ${codes.join('; ')}`)
    }
  }

  /** "Ranilug, XK": a place of our own list and a country are codes. Any other place is told in words. */
  function takePlace(type: 'Recruitment' | 'Exploitation', title: string, text: string) {
    const parts = text.split(',').map(part => part.trim())
    const country = countryOf(parts.at(-1) ?? '')
    const rest = (country ? parts.slice(0, -1) : parts).join(', ')
    const settlement = reading.settlements.find(one => one.names.some(known => bare(known) === bare(rest)))
    if (country || settlement)
      coded.events = [
        ...((coded.events as unknown[]) ?? []),
        {
          id: reading.newId(),
          type,
          ...(country && { country }),
          ...(settlement && { settlement: settlement.id })
        }
      ]
    if (rest && !settlement) words.push(`${title}: ${text}`)
  }

  const of = (list: readonly Column[], between: string) =>
    list.flatMap(column => at.get(column) ?? []).join(between)
  const born = at.get('prs_Birthdate') ?? ''
  const identity = Object.fromEntries(
    Object.entries({
      name: of(name, ' '),
      born,
      contact: of(contact, ', '),
      documents: at.get('prs_IdentityNumber') ?? '',
      story: words.join('\n')
    }).filter(([, text]) => text)
  ) as ImportedIdentity
  if (born) coded.birthYear = Number(born.slice(0, 4))
  const parsed = CodedRecord.safeParse(coded)
  // each value was checked when it was read; what the record refuses as a whole (a birth year of 1850) is still a fault and not an error
  if (!parsed.success)
    faults.push({ column: String(parsed.error.issues[0]?.path[0] ?? ''), code: 'not-in-list', value: '' })
  if (!faults.length && !Object.keys(coded).length && !Object.keys(identity).length)
    faults.push({ column: '', code: 'nobody', value: '' })
  const age = born.length === 10 ? ageOn(born, reading.today) : undefined
  return {
    faults,
    row: {
      coded: parsed.success ? parsed.data : {},
      identity,
      under18: age === undefined ? 'not-known' : age < 18 ? 'yes' : 'no'
    }
  }
}
