// The seam between the public pages and the capabilities behind them.
import { sql } from 'kysely'
import { readPublic } from '#access/work.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { PublicLocale, Trilingual } from '#kernel/locale.ts'
import { ownName } from '#locales/language-names.ts'
import { publicWordsFor } from '#locales/words.server.ts'
import * as reports from '#reports/server-mode.server.ts'
import { intakeNow } from '#app/intake-now.server.ts'
import type { PublicStatus } from '#reports/index.ts'
import type { ReportContent } from '#public-script/report-content.ts'
import { shown } from './network.ts'

export { intakeNow }

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

export type OpenReport = {
  content: ReportContent
  files: File[]
  language: PublicLocale
  key: string
  keepFrom: string[]
  /** The ticket with which a sender comes back who had to wait. */
  proof: string
}
export type Standing = 'received' | 'read' | 'checking' | 'handed' | 'closed'

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

const words: Record<PublicStatus, Standing> = {
  read: 'read',
  'being-checked': 'checking',
  'handed-on': 'handed',
  closed: 'closed'
}
/** How a report stands, in the page's word for it; not yet read is `received`. */
export const standingWord = (standing: { status: PublicStatus } | null): Standing =>
  standing ? words[standing.status] : 'received'

export const submitOpenReport = (locals: App.Locals, { proof, ...report }: OpenReport) =>
  reports.submitOpenReport(locals.actor, intakeNow(locals), report, { client: locals.client, proof })

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
