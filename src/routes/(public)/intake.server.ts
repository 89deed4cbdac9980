// The seam between the public pages and the capabilities behind them.
import { sql } from 'kysely'
import { readPublic } from '#access/work.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { PublicLocale, Trilingual } from '#kernel/locale.ts'
import { ownName } from '#locales/language-names.ts'
import { publicWordsFor } from '#locales/words.server.ts'
import * as reports from '#reports/server-mode.server.ts'
import type { PublicStatus } from '#reports/index.ts'
import type { ReportContent } from '#public-script/report-content.ts'
import { shown } from './network.ts'

export type Intake = {
  network: string
  /** base64url, 16 bytes. */
  receiptSalt: string
  circles: { id: string; epoch: number; recipient: string }[]
  /** How many people may read; null where nobody may know. */
  readers: number | null
}

export type PublicService = {
  id: string
  name: ReturnType<typeof shown>
  does: string
  hours?: string
  /** Each by its own name: who looks for their language finds it. */
  languages: ReturnType<typeof ownName>[]
  phone?: string
  /** null: a shelter, its address is never shown. */
  address: string | null
}

export type OpenReport = { content: ReportContent; files: File[]; language: PublicLocale; key: string }
export type Returned = {
  status: 'received' | 'read' | 'checking' | 'handed' | 'closed'
  /** The day on which everything here is erased; null while nobody has decided. */
  eraseOn: string | null
  wrote: ReportContent | null
  messages: { from: 'intake' | 'reporter'; day: string; text: string | null }[]
}

/** The intake circles with the time zone in which days are counted. Throws notFound before set-up. */
export const intakeNow = ({ network }: App.Locals): reports.OpenIntake => {
  if (!network) throw notFound()
  const timezone = network.profile.timezone
  return {
    network: network.id,
    receiptSalt: network.receiptSalt,
    circles: network.intake.map(c => ({ circle: c.id, epoch: c.epoch, recipient: c.recipient, timezone }))
  }
}

/** The public keys of the intake circle, and how many people read. */
export const intakeKeys = async ({ network }: App.Locals): Promise<Intake> => {
  if (!network) throw notFound()
  return {
    network: network.id,
    receiptSalt: network.receiptSalt,
    circles: network.intake.map(({ id, epoch, recipient }) => ({ id, epoch, recipient })),
    readers: network.readers || null
  }
}

const words: Record<PublicStatus, Returned['status']> = {
  read: 'read',
  'being-checked': 'checking',
  'handed-on': 'handed',
  closed: 'closed'
}
/** How a report stands, in the page's word for it; not yet read is `received`. */
export const standingWord = (standing: { status: PublicStatus } | null): Returned['status'] =>
  standing ? words[standing.status] : 'received'

export const submitOpenReport = (locals: App.Locals, report: OpenReport) =>
  reports.submitOpenReport(locals.actor, intakeNow(locals), report)

/** undefined: wrong and unknown read the same. */
export const openWithCode = async (locals: App.Locals, code: string): Promise<Returned | undefined> => {
  try {
    const { standing, eraseOn, wrote, messages } = await reports.openWithCode(intakeNow(locals), code)
    return { status: standingWord(standing), eraseOn, wrote: wrote as ReportContent | null, messages }
  } catch (error) {
    if ((error as { code?: string }).code === 'receipt.unknown') return undefined
    throw error
  }
}

export const sayWithCode = (locals: App.Locals, code: string, text: string, key: string): Promise<void> =>
  reports.sayWithCode(intakeNow(locals), code, text, key)

export const eraseWithCode = (locals: App.Locals, code: string): Promise<void> =>
  reports.eraseWithCode(intakeNow(locals), code)

/** Organisations that chose to show a telephone to everyone. An address is never among the data. */
export const listPublicServices = async (
  { network }: App.Locals,
  locale: PublicLocale
): Promise<PublicService[]> => {
  if (!network) return []
  const rows = await readPublic(network.id, ({ db }) =>
    db.rows(sql<{ id: string; name: Trilingual; help: string[]; languages: string[]; phone: string }>`
      select id, name, kinds_of_help as help, languages, public_phone as phone from identity.organisations
      where network_id = ${network.id} and public_phone is not null order by name->>'sr'`)
  )
  const say = publicWordsFor(locale, 'domain')
  return rows.map(row => ({
    id: row.id,
    name: shown(row.name, locale),
    does: row.help.map(help => say(`help.${help}` as never)).join(', '),
    languages: row.languages.map(ownName),
    phone: row.phone,
    address: null
  }))
}
