// The plan at size: the board of ten years of values in 38 networks, and a night's counting over a great many cases.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { useDatabase } from '#access/work.server.ts'
import { indicators } from '#app/indicators.server.ts'
import { shownGaps } from '#app/shown-gaps.server.ts'
import { shownIndicator } from '#app/shown-indicator.server.ts'
import { shownPlan } from '#app/shown-plan.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { AccountId, NetworkId, OrganisationId } from '#kernel/id.ts'
import { distinctIndicators, indicatorCodes, loadStrategy, codeOfRow } from '#plan/index.ts'
import { takeValues } from '#plan/take-values.server.ts'
import { databaseAt } from '#platform/db.server.ts'
import { migrate } from '#platform/migrate.server.ts'
import { openPostgres, superuser } from '#platform/postgres.server.ts'
import { typesFor } from '#platform/types.server.ts'
import { round } from './intake.ts'
import { makeUpCases } from './made-up-cases.ts'

const years = 10

export const measurePlan = async (cases: number, say: (line: string) => void) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fener-bench-plan-'))
  chmodSync(dataDir, 0o711)
  const server = await openPostgres(dataDir, {})
  const at = (user: string) => ({ host: server.socket, port: server.port, database: 'postgres', user })
  const owner = new pg.Client({ ...at(superuser), types: typesFor('app') })
  const database = databaseAt(role => at(role === 'owner' ? superuser : `fener_${role}`))
  try {
    await migrate(at(superuser))
    await owner.connect()
    const networks = await makeUpCases(
      owner,
      // fewer cases are fewer networks of the same size
      { cases, networks: Math.max(2, Math.round((cases * 38) / 1_000_000)), managers: 100, providers: 60 },
      say,
      true
    )
    say('values of ten years …')
    await makeUpValues(owner, networks)
    useDatabase(database)
    return {
      run: { ...(await measureRun(networks)), cases, networks: networks.length, asked: 'a night ≤ 10 s' },
      pages: await measurePages(networks[0] as NetworkId)
    }
  } finally {
    await database.close()
    await owner.end()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Every indicator in each of ten years; the counted ones every night, as they are kept; one person in fifty met elsewhere. */
const makeUpValues = async (owner: pg.Client, networks: readonly string[]) => {
  const loaded = loadStrategy(readFileSync('strategy/ranilug-2024.yaml', 'utf8'))
  if (!loaded.ok) throw new Error('the strategy has faults')
  const { strategy } = loaded
  const byHand = distinctIndicators(strategy).filter(d => !codeOfRow(strategy, d.indicator.id)).map(d => d.indicator.id) // prettier-ignore
  await owner.query('set session_replication_role = replica')
  for (const network of networks) {
    await owner.query(
      `insert into plan.strategies (network_id, id, version, document, loaded_at, loaded_by) values ($1, $1, 1, $2, now(), $1)`,
      [network, strategy]
    )
    const values = (keys: readonly string[], source: string, nights: number) =>
      owner.query(
        `insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, at, account_id)
         select $1, gen_random_uuid(), key, make_date(y, 1, 1), make_date(y + 1, 1, 1),
           jsonb_build_object('kind', 'count', 'value', 10 + (y * 7 + night) % 40, 'breakdown', '[]'::jsonb, 'counted', 12), $3, 1, 'report',
           make_timestamptz(y, 1, 1, 2, 0, 0) + night * interval '1 day', $1
         from unnest($2::text[]) key, generate_series(extract(year from now())::int - ${years - 1}, extract(year from now())::int) y, generate_series(1, $4::int) night
         where make_date(y, 1, 1) + night <= current_date`,
        [network, keys, source, nights]
      )
    await values(byHand, 'by-hand', 1)
    await values(indicatorCodes, 'computed', network === networks[0] ? 366 : 2)
    await owner.query(
      `insert into plan.definition_facts (network_id, id, indicator, kind, at, account_id, reason, detail)
       select $1, gen_random_uuid(), key, 'target-set', now(), $1, 'made up', jsonb_build_object('organisation', null, 'target', '{"at":"least","number":20}'::jsonb,
         'period', jsonb_build_object('from', make_date(y, 1, 1), 'to', make_date(y + 1, 1, 1)))
       from unnest($2::text[]) key, generate_series(extract(year from now())::int - ${years - 1}, extract(year from now())::int) y`,
      [network, [...byHand, ...indicatorCodes]]
    )
    await owner.query(
      `insert into cases.same_persons (network_id, id, circle_id, case_id, person_id, meeting, account_id, at)
       select $1, gen_random_uuid(), circle_id, case_id, (detail->>'person')::uuid, md5($1::text || (row_number() over () / 2))::uuid, $1, now()
       from (select circle_id, case_id, detail from cases.facts
             where network_id = $1 and kind = 'status-determined' and ('x' || substr(id::text, 1, 4))::bit(16)::int % 50 = 0) f
       on conflict do nothing`,
      [network]
    )
  }
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum analyze')
}

const measureRun = async (networks: readonly string[]) => {
  const all = async () => {
    const begun = performance.now()
    for (const network of networks)
      await takeValues({ kind: 'system', network: network as NetworkId }, indicators)
    return round((performance.now() - begun) / 1000)
  }
  return { firstNightSeconds: await all(), nightSeconds: await all() }
}

const measurePages = async (network: NetworkId) => {
  const actor: StaffActor = {
    kind: 'staff',
    account: crypto.randomUUID() as AccountId,
    network,
    organisation: crypto.randomUUID() as OrganisationId,
    roles: ['coordinator'],
    circles: [],
    kept: [],
    name: 'bench',
    locale: 'sr-Latn'
  }
  const zone = 'Europe/Belgrade'
  const measure = async (act: () => Promise<unknown>) => {
    const times: number[] = []
    for (let i = 0; i < 45; i++) {
      const begun = performance.now()
      JSON.stringify(await act())
      if (i >= 5) times.push(performance.now() - begun)
    }
    times.sort((a, b) => a - b)
    return { p50: round(times[20]!), p95: round(times[38]!) }
  }
  return {
    board: { ...(await measure(() => shownPlan(actor, 'sr-Latn', zone))), asked: '≤ 150 ms' },
    gaps: await measure(() => shownGaps(actor, zone)),
    indicator: await measure(() => shownIndicator(actor, 'c1-p3', 'sr-Latn', zone))
  }
}
