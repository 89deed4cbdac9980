// The newest edition's numbers for the Ministry, as CSV, XLSX or IATI 2.03.
import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { wordsFor } from '#locales/words.server.ts'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { loadReport, profileOf } from './annual-report.server.ts'
import { iatiOf } from './national-form/iati.ts'
import { nationalRows, type NationalBaseline } from './national-form/rows.ts'
import { csvOf, sheetOf, type Label } from './national-form/sheet.ts'
import { xlsxOf } from './national-form/xlsx.server.ts'
import { publicationVerbs } from './verbs.ts'

export const nationalForms = ['csv', 'xlsx', 'xml'] as const
export type NationalForm = (typeof nationalForms)[number]
export type Baselines = (db: Read, network: NetworkId) => Promise<ReadonlyMap<string, NationalBaseline>>

/** Throws notFound while nothing is published. */
export const nationalForm = (
  actor: Actor,
  year: number,
  form: NationalForm,
  locale: Locale,
  timezone: string,
  baselines: Baselines
): Promise<{ body: string | Uint8Array; edition: number }> =>
  browse(actor, publicationVerbs['annual-report.read'], async ({ db, now }) => {
    const { network } = actor
    const { report, strategy } = await loadReport(db, network, year, now, timezone)
    const edition = report.editions.at(-1)
    if (!edition) throw notFound()
    const rows = nationalRows(strategy, edition, await baselines(db, network))
    const number = edition.edition
    if (form === 'xml') {
      const published = await db.row(sql<{ at: Date }>`
        select published_at as at from publication.editions
        where network_id = ${network} and year = ${year} and edition = ${number} limit 1`)
      const at = published!.at.toISOString()
      return {
        edition: number,
        body: iatiOf(rows, { strategy, network: await profileOf(db, network), at })
      }
    }
    const t = wordsFor(locale, 'annual') as Label
    const sheet = sheetOf(rows, locale, t, toCyrillic)
    return { edition: number, body: form === 'csv' ? csvOf(sheet) : await xlsxOf(sheet, t('national.sheet')) }
  })
