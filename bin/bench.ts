// Speeds and sizes (`npm run bench`), as JSON with the machine's description. Figures asked stand beside figures measured.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startBrowser, startFener } from '../e2e/fener.ts'
import { measureField } from '../bench/field.ts'
import { measureIntake, round } from '../bench/intake.ts'
import { measureCases } from '../bench/cases.ts'
import { measureReport } from '../bench/report.ts'
import { measurePlan } from '../bench/plan.ts'
import { measureReportingPage } from '../bench/reporting-page.ts'
import { measureTenUploads, measureUpload } from '../bench/upload.ts'
import { prepare } from '../bench/prepare.ts'
import { measureWarning } from '../bench/warning.ts'
import { build, isBuilt } from './build.ts'
import { home } from './run.ts'

/** `bench cases [HOW MANY] [BIN OF ANOTHER POSTGRESQL]`: lists, cases and matches at size. It needs minutes and 20 GB of disk, so it is asked for. */
const benchCases = async (cases: string | undefined, bin: string | undefined) => {
  const many = Number(cases ?? 1_000_000)
  // fewer cases are fewer networks of the same size
  const size = {
    cases: many,
    networks: Math.max(2, Math.round((many * 38) / 1_000_000)),
    managers: 100,
    providers: 60
  }
  const results = await measureCases(size, line => console.error(line), bin)
  console.log(JSON.stringify({ machine: machine(bin ?? 'embedded PostgreSQL'), size, results }, null, 2))
}

export const bench = async ([what, ...rest]: string[]): Promise<void> => {
  if (what === 'cases') return benchCases(rest[0], rest[1])
  if (what === 'warning') {
    console.log(JSON.stringify({ machine: machine('none'), results: measureWarning() }, null, 2))
    return
  }
  if (what === 'report') {
    console.log(
      JSON.stringify({ machine: machine('embedded PostgreSQL'), results: await measureReport() }, null, 2)
    )
    return
  }
  if (what === 'plan') {
    const results = await measurePlan(Number(rest[0] ?? 1_000_000), line => console.error(line))
    console.log(JSON.stringify({ machine: machine('embedded PostgreSQL'), results }, null, 2))
    return
  }
  if (!isBuilt()) await build()
  if (what === 'field') {
    console.log(JSON.stringify({ machine: machine('none'), results: measureField(home) }, null, 2))
    return
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'fener-bench-'))
  const prepared = await prepare(dataDir)
  const results: Record<string, unknown> = {}

  // every report of the measurement comes from a client of its own, so no limit slows it and none is switched off
  const env = { TRUST_PROXY: '1' }
  let fener = await startFener({ dataDir, env })
  const rss = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${fener.process.pid}/status`, 'utf8'))![1]) / 1024

  const intake = await measureIntake(fener.origin, prepared, 16, 4000)
  const alone = await measureIntake(fener.origin, prepared, 1, 1000)
  const crowd = await measureIntake(fener.origin, prepared, 64, 2000)
  const owner = new pg.Client(owners(dataDir))
  await owner.connect()
  const kept = (
    await owner.query('select count(*)::int as n, count(distinct code)::int as codes from reports.envelopes')
  ).rows[0]
  results.intake = {
    ...intake,
    at1: { ...alone, asked: '≥ 20 × GlobaLeaks without its key derivation (13.4/s), one client' },
    at64: { ...crowd, asked: 'none lost at 64' },
    sent: intake.reports + alone.reports + crowd.reports + 300,
    kept: kept.n,
    distinctCodes: kept.codes,
    asked: '≥ 200/s, p95 ≤ 150 ms, none lost, distinct numbers'
  }
  results.memoryMiB = { nodeAfterLoad: round(rss()), asked: '≤ 300' }

  // a third decided, of the rest a tenth the operator's own and half nobody's
  await owner.query(
    `insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent, size_bucket, reporter_recipient, idempotency, sealed, status, due_on, news, assigned_to, erase_on)
     select network_id, gen_random_uuid(), circle_id, epoch, 'proba-' || n, arrived_on - (n % 600), language, mode, n % 50 = 0, size_bucket, reporter_recipient,
            decode(md5(n::text), 'hex'), sealed, case when n % 3 = 0 then 'decided' else 'in-work' end, case when n % 3 > 0 then due_on + (n % 90) end, false,
            case when n % 10 = 1 then operator when n % 2 = 0 then null else gen_random_uuid() end, case when n % 3 = 0 then current_date + n % 600 end
     from generate_series(1, 100000 - $1::int) n, (select * from reports.envelopes limit 1) one,
          (select person_id as operator from identity.memberships where role = 'operator' limit 1) who`,
    [kept.n]
  )
  await owner.query('analyze reports.envelopes')
  const inbox: Record<string, unknown> = { reports: 100_000, asked: '≤ 100 ms, ≤ 100 kB' }
  for (const tab of ['open', 'mine', 'nobodys', 'done']) {
    await owner.query(
      `insert into identity.desk_habits (network_id, person_id, inbox)
       select network_id, person_id, $1 from identity.memberships where role = 'operator'
       on conflict (network_id, person_id) do update set inbox = excluded.inbox`,
      [tab]
    )
    inbox[tab] = await measurePage(`${fener.origin}/desk/inbox/__data.json`, prepared.session)
  }
  inbox.leaving = await measurePage(`${fener.origin}/desk/inbox/leaving/__data.json`, prepared.session)
  results.inbox = inbox
  await owner.end()

  const browser = await startBrowser()
  results.reportingPage = {
    ...(await measureReportingPage(browser, fener.origin)),
    asked: '≤ 60 kB, ≤ 6 requests, first contentful paint ≤ 3000 ms'
  }
  await browser.close()

  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  results.tenUploads = {
    ...(await measureTenUploads(fener.origin, fener.process.pid!, postmaster)),
    asked: 'server within 50 MiB of idle'
  }
  results.upload = {
    ...(await measureUpload(fener.origin)),
    asked: '100 MB from a page with 256 MB of memory'
  }

  await fener.stop()
  const begun = performance.now()
  fener = await startFener({ dataDir, env })
  results.warmStartMs = { untilOpen: round(performance.now() - begun), asked: '≤ 2000' }
  await fener.stop()
  rmSync(dataDir, { recursive: true, force: true })
  console.log(JSON.stringify({ machine: machine('embedded PostgreSQL'), results }, null, 2))
}

const machine = (database: string) => ({
  cores: cpus().length,
  processor: cpus()[0]?.model,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  database
})

const owners = (dataDir: string): pg.ClientConfig => {
  const [, , , port, host] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { host, port: Number(port), user: 'postgres', database: 'postgres' }
}

const measurePage = async (address: string, session: string) => {
  const times: number[] = []
  let bytes = 0
  for (let i = 0; i < 60; i++) {
    const begun = performance.now()
    const response = await fetch(address, { headers: { cookie: `fener=${session}` } })
    bytes = (await response.arrayBuffer()).byteLength
    if (!response.ok) throw new Error(`${address} answered ${response.status}`)
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  return { p50: round(times[30]!), p95: round(times[57]!), kB: round(bytes / 1000) }
}
