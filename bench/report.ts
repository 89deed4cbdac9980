// The annual report at size: ten years of values of 38 networks; a draft, and its PDF and DOCX in four languages.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { useDatabase } from '#access/work.server.ts'
import { reportSources } from '#app/report-sources.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { AccountId, OrganisationId } from '#kernel/id.ts'
import { locales } from '#kernel/locale.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { codeOfRow, distinctIndicators, indicatorCodes, loadStrategy } from '#plan/index.ts'
import { databaseAt } from '#platform/db.server.ts'
import { openPostgres, superuser } from '#platform/postgres.server.ts'
import { typesFor } from '#platform/types.server.ts'
import { reportDocx } from '#publication/annual-report/docx.server.ts'
import { reportHtml } from '#publication/annual-report/html.ts'
import { reportPdf } from '#publication/annual-report/pdf.server.ts'
import { draft } from '#publication/edit-report.server.ts'
import { readReportOf } from '#publication/read-report.server.ts'
import { round } from './intake.ts'
import { prepare } from './prepare.ts'

const [networks, years, nights, timezone] = [38, 10, 30, 'Europe/Belgrade']

export const measureReport = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fener-bench-report-'))
  chmodSync(dataDir, 0o711)
  const { network } = await prepare(dataDir)
  const server = await openPostgres(dataDir, {})
  const at = (user: string) => ({ host: server.socket, port: server.port, database: 'postgres', user })
  const owner = new pg.Client({ ...at(superuser), types: typesFor('app') })
  const database = databaseAt(role => at(role === 'owner' ? superuser : `fener_${role}`))
  try {
    await owner.connect()
    await makeUpValues(owner, network)
    const { rows } = await owner.query('select person_id from identity.memberships where network_id = $1 limit 1', [network]) // prettier-ignore
    useDatabase(database)
    const actor: StaffActor = {
      kind: 'staff',
      account: rows[0].person_id as AccountId,
      network,
      organisation: '' as OrganisationId,
      roles: ['coordinator'],
      circles: [],
      kept: [],
      name: 'Koordinator',
      locale: 'sr-Latn'
    }
    const year = new Date().getFullYear()
    const drafted = await median(9, () => draft(actor, year, timezone, reportSources))
    const opened = await median(9, () => readReportOf(actor, year, timezone))
    const { report, values } = await readReportOf(actor, year, timezone)
    const shown = new Map(values.map(v => [v.chip, v]))
    const results: Record<string, unknown> = {
      values: { networks, years, indicators: 43, nights },
      draft: { ms: drafted, asked: '≤ 2000' },
      editor: { ms: opened }
    }
    for (const locale of locales) {
      const tree = reportHtml({ year, sections: report.sections }, shown, locale, toCyrillic)
      const frame = {
        locale,
        title: tree.title,
        publisher: 'Fener',
        under: '',
        footer: 'Fener',
        page: '# / #',
        numbersAt: 'https://fener.example/numbers'
      }
      results[locale] = {
        // the first is what a reader waits for: Typst remembers what it has set once
        pdfMs: await median(1, () => reportPdf(tree, frame)),
        pdfAgainMs: await median(5, () => reportPdf(tree, frame)),
        docxMs: await median(1, () => reportDocx(tree, frame)),
        docxAgainMs: await median(5, () => reportDocx(tree, frame)),
        asked: '≤ 3000 each'
      }
    }
    return results
  } finally {
    await database.close()
    await owner.end()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Every indicator in each of ten years, the counted ones as many nights as are kept of a year in the end. */
const makeUpValues = async (owner: pg.Client, first: string) => {
  const loaded = loadStrategy(readFileSync('strategy/ranilug-2024.yaml', 'utf8'))
  if (!loaded.ok) throw new Error('the strategy has faults')
  const byHand = distinctIndicators(loaded.strategy)
    .filter(d => !codeOfRow(loaded.strategy, d.indicator.id))
    .map(d => d.indicator.id)
  await owner.query('set session_replication_role = replica')
  for (const network of [first, ...Array.from({ length: networks - 1 }, () => crypto.randomUUID())])
    for (const [keys, source, times] of [
      [byHand, 'by-hand', 1],
      [indicatorCodes, 'computed', nights]
    ] as const)
      // prettier-ignore
      await owner.query(
        `insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, at, account_id)
         select $1, gen_random_uuid(), key, make_date(y, 1, 1), make_date(y + 1, 1, 1),
           jsonb_build_object('kind', 'count', 'value', 10 + (y * 7 + night) % 40, 'breakdown', '[]'::jsonb, 'counted', 12), $3, 1, 'report',
           make_timestamptz(y, 1, 1, 2, 0, 0) + night * interval '1 day', $1
         from unnest($2::text[]) key, generate_series(extract(year from now())::int - ${years - 1}, extract(year from now())::int) y, generate_series(1, $4::int) night`,
        [network, keys, source, times]
      )
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum analyze')
}

const median = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  const measured: number[] = []
  for (let i = 0; i < times; i++) {
    const begun = performance.now()
    await run()
    measured.push(performance.now() - begun)
  }
  return round(measured.sort((a, b) => a - b)[times >> 1]!)
}
