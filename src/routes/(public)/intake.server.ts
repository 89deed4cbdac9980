// The seam between the public pages and the capabilities behind them.
import { notFound } from '#kernel/problem.ts'
import { directionOf, type PublicLocale } from '#kernel/locale.ts'
import { dayWords } from '#locales/day-words.ts'
import { publicWordsFor } from '#locales/words.server.ts'
import * as reports from '#reports/server-mode.server.ts'
import { intakeNow } from '#app/intake-now.server.ts'
import { sayWeekly, type KindOfHelp, type ServiceHours } from '#services/index.ts'
import { listPublicDirectory } from '#services/index.server.ts'
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
  /** Who gives it, where the service has a name of its own. */
  by?: ReturnType<typeof shown>
  kinds: readonly KindOfHelp[]
  does: string
  about?: ReturnType<typeof shown>
  whom?: string
  hours?: string
  noPapers: boolean
  /** As codes; each is shown by its own name: who looks for their language finds it. */
  languages: readonly string[]
  phone: string
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

/** What was chosen to be shown. An address is never among the data, and how many places there are neither. */
export const listPublicServices = async (
  { network }: App.Locals,
  locale: PublicLocale
): Promise<PublicService[]> => {
  if (!network) return []
  const { services, organisations } = await listPublicDirectory(network.id)
  const say = publicWordsFor(locale, 'domain')
  const t = publicWordsFor(locale, 'public')
  const comma = directionOf[locale] === 'rtl' ? '، ' : ', '
  const hours = (given: ServiceHours): string =>
    given.kind === 'weekly'
      ? sayWeekly(given, dayWords(locale).weekdays.split('|'), comma)
      : t(`help.${given.kind}`)
  return [
    ...services.map(one => ({
      id: one.id,
      name: shown(one.name, locale),
      by: shown(one.organisationName, locale),
      kinds: [one.kind],
      does: say(`help.${one.kind}`),
      about: shown(one.about, locale),
      ...(one.forWhom.length > 0 && { whom: one.forWhom.map(whom => say(`whom.${whom}`)).join(comma) }),
      hours: hours(one.hours),
      noPapers: !one.papersAsked,
      languages: one.languages,
      phone: one.publicPhone!
    })),
    ...organisations.map(one => ({
      id: one.id,
      name: shown(one.name, locale),
      kinds: one.help,
      does: one.help.map(help => say(`help.${help}`)).join(comma),
      noPapers: false,
      languages: one.languages,
      phone: one.phone
    }))
  ]
}
