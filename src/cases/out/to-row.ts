// One presumed victim as one row of the template. Codes in the standard's words; identity only where it was asked for.
import { htcdsSeparator } from '#kernel/htcds-fields.ts'
import type { PersonId } from '#kernel/id.ts'
import { htcdsCaseStatus } from '../case.ts'
import type { Case, PersonInCase } from '../case.ts'
import { toHtcds, type CodedRecord } from '../coded-record.ts'
import { bornAs, phonesIn, type WrittenIdentity } from '../match-person.ts'
import { coreColumns, identityColumns, type CoreColumn } from './columns.ts'
import { defused } from './defuse.ts'

export type Out = {
  readonly one: Case
  readonly person: PersonInCase
  readonly coded: CodedRecord
  readonly identity?: WrittenIdentity | undefined
  readonly owner: string
  readonly organisation: (id: string) => string
  readonly settlement: (id: string) => string
}

/** "+383 44 123-456" as the standard wants it; what is no number of that kind stays as it was written. */
const e164 = (phone: string): string => {
  const digits = phone.replace(/[^\d+]/g, '').replace(/^00/, '+')
  return /^\+?[1-9]\d{1,14}$/.test(digits) ? digits : phone.trim()
}

/** The last word of a name is taken for the family's. Of several names the first. */
export const partsOfName = (name: string): { first: string; second: string } => {
  const words = (name.split(/[,;(]/)[0] ?? '').trim().split(/\s+/)
  return words.length > 1
    ? { first: words.slice(0, -1).join(' '), second: words.at(-1)! }
    : { first: words[0] ?? '', second: '' }
}

const identityCells = (identity: WrittenIdentity): Record<(typeof identityColumns)[number], string> => {
  const { first, second } = partsOfName(identity.name ?? '')
  const born = bornAs(identity.born ?? '')
  const phones = phonesIn(identity.contact ?? '').map(e164)
  return {
    prs_FirstName: first,
    prs_SecondName: second,
    prs_Birthdate: born.length === 10 ? born : '',
    prs_Email: /[^\s,;<>]+@[^\s,;<>]+\.[^\s,;<>]+/.exec(identity.contact ?? '')?.[0] ?? '',
    prs_MobilePhone: phones[0] ?? '',
    prs_HomePhone: phones[1] ?? ''
  }
}

const place = ({ coded, settlement }: Out, type: 'Recruitment' | 'Exploitation'): string => {
  const event = coded.events?.find(each => each.type === type && (each.settlement || each.country))
  return event
    ? [event.settlement && settlement(event.settlement), event.country].filter(Boolean).join(', ')
    : ''
}

const referralCells = ({ one, person, organisation }: Out): Partial<Record<CoreColumn, string>> => {
  const gone = one.referrals.filter(
    referral =>
      referral.person === (person.id as PersonId) &&
      !['revoked', 'declined', 'expired'].includes(referral.status)
  )
  const last = gone.at(-1)
  return last
    ? {
        cas_ReferredOrganisation: [...new Set(gone.map(each => organisation(each.to)))].join(htcdsSeparator),
        cas_ReasonForOutgoingReferral: 'AdditionalServicesRequired',
        cas_OutgoingReferralDate: last.sentOn,
        cas_OutgoingReferralDetails: [...new Set(gone.map(each => each.service))].join(htcdsSeparator)
      }
    : {}
}

/** Texts in the order of the columns; none of them is a formula. */
export const rowOf = (out: Out): string[] => {
  const { one, person, coded, identity, owner } = out
  const standard = toHtcds(coded, {
    status: person.status,
    ...(person.decidedBy && { body: person.decidedBy })
  })
  const cells: Partial<Record<CoreColumn, string>> = {
    ...(identity && identityCells(identity)),
    cas_CaseOwner: owner,
    vic_LocationOfRecruitment: place(out, 'Recruitment'),
    vic_LocationOfExploitation: place(out, 'Exploitation'),
    cas_Status: htcdsCaseStatus(one),
    cas_IncomingReferralDate: one.openedOn,
    cas_ReasonForCaseClosure: one.status === 'closed' ? (one.closingReason ?? '') : '',
    ...referralCells(out)
  }
  return coreColumns.map(column => {
    const value = standard[column]
    const text = Array.isArray(value)
      ? value.join(htcdsSeparator)
      : value === undefined
        ? cells[column]
        : String(value)
    return defused(text ?? '')
  })
}
