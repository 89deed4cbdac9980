// A million cases in 38 networks: what a case manager waits for. Each measurement is a whole request short of HTTP: the person behind
// the session with all their circles, the use case as `fener_app` under row security, its audit entry, and the answer as JSON.
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { useDatabase } from '#access/work.server.ts'
import { askMatches } from '#cases/ask-matches.server.ts'
import { outerToken } from '#cases/match-tokens.server.ts'
import { listCases } from '#cases/list-cases.server.ts'
import { readCase } from '#cases/read-case.server.ts'
import { showIdentity } from '#cases/show-identity.server.ts'
import { findActor, newSessionToken, sessionHash, type StaffActor } from '#identity/session.server.ts'
import { databaseAt } from '#platform/db.server.ts'
import { migrate } from '#platform/migrate.server.ts'
import { openPostgres, superuser } from '#platform/postgres.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { typesFor } from '#platform/types.server.ts'
import { round } from './intake.ts'
import { makeUpCases, type Size } from './made-up-cases.ts'

const rounds = 200

/** `bin`: the folder of another PostgreSQL than the embedded one. */
export const measureCases = async (size: Size, say: (line: string) => void, bin?: string) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fener-bench-cases-'))
  // root starts another PostgreSQL as nobody, who must find the way to its folder
  chmodSync(dataDir, 0o711)
  const server = await openPostgres(dataDir, bin ? { bin } : {})
  const at = (user: string) => ({ host: server.socket, port: server.port, database: 'postgres', user })
  const owner = new pg.Client({ ...at(superuser), types: typesFor('app') })
  const database = databaseAt(role => at(role === 'owner' ? superuser : `fener_${role}`))
  try {
    await migrate(at(superuser))
    await owner.connect()
    const begun = performance.now()
    const networks = await makeUpCases(owner, size, say)
    const secondsToMake = round((performance.now() - begun) / 1000)
    useDatabase(database)
    const results: Record<string, unknown> = { secondsToMake, gigabytes: round(sizeOf(dataDir) / 2 ** 30) }
    openServerKey(dataDir)
    for (const [index, network] of networks.slice(0, 2).entries()) {
      const people = await managersOf(owner, network, size.managers)
      results[`network ${index + 1}`] = {
        ...(await measureNetwork(people)),
        match: { ...(await measureMatch(owner, network, people)), asked: 'p95 ≤ 50 ms' }
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

type Manager = { token: string; circles: number; codes: string[] }

/** Sessions are stored as hashes; these are of tokens that nobody else knows, put in place of the made-up ones. */
const managersOf = async (owner: pg.Client, network: string, managers: number): Promise<Manager[]> => {
  const people: Manager[] = []
  for (let n = 0; n < Math.min(20, managers); n++) {
    const token = newSessionToken()
    const account = `pg_temp.id($1::uuid, 'person', ${n})`
    await owner.query(
      `update identity.sessions set hash = $2 where network_id = $1 and person_id = ${account}`,
      [network, sessionHash(token)]
    )
    const { rows } = await owner.query(
      `select code from cases.cases c join access.circle_members m on m.network_id = c.network_id and m.circle_id = c.circle_id
       where c.network_id = $1 and m.account_id = ${account} order by md5(code) limit 50`,
      [network]
    )
    const circles = (await actorOf(token)).circles.length
    people.push({ token, circles, codes: rows.map(r => r.code) })
  }
  return people
}

const actorOf = async (token: string): Promise<StaffActor> => (await findActor(token))!

const measureNetwork = async (people: Manager[]) => {
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!
  const filters = [
    {},
    { mine: true },
    { late: true },
    { risk: 'high' },
    { status: 'closed' },
    { code: 'kesten-1' }
  ] as const
  const whole = async (n: number, body: (actor: StaffActor, manager: Manager) => Promise<unknown>) => {
    const manager = pick(people, n)
    JSON.stringify(await body(await actorOf(manager.token), manager))
  }
  return {
    circlesOfAManager: people.reduce((sum, p) => sum + p.circles, 0) / people.length,
    session: await measure(n => whole(n, async () => null)),
    openCase: {
      ...(await measure(n => whole(n, (actor, { codes }) => readCase(actor, pick(codes, n))))),
      asked: 'p95 ≤ 80 ms'
    },
    showIdentity: await measure(n =>
      whole(n, async (actor, { codes }) => {
        const { id } = await readCase(actor, pick(codes, n))
        return showIdentity(actor, { case: id })
      })
    ),
    listPage: {
      ...(await measure(n => whole(n, actor => listCases(actor, pick(filters, n))))),
      asked: 'p95 ≤ 120 ms'
    },
    secondPage: await measure(n =>
      whole(n, async actor => {
        const last = (await listCases(actor)).cases.at(-1)!
        return listCases(actor, { after: { day: last.day, id: last.id } })
      })
    )
  }
}

/** Questions that meet a case in two of three. The measure of an hour is taken back between them, not switched off. */
const measureMatch = async (owner: pg.Client, network: string, people: Manager[]) => {
  const tokens = (n: number) =>
    Array.from({ length: 6 }, (_, k) => ({
      kind: 'name-year' as const,
      inner: new Uint8Array(32).fill(n % 60, 0, 31).fill(k, 31)
    }))
  for (let n = 0; n < 40; n++)
    await owner.query(
      `insert into cases.match_tokens (network_id, circle_id, case_id, person_id, token)
       select network_id, circle_id, id, gen_random_uuid(), $2 from cases.cases where network_id = $1 order by md5(code || $3) limit 1`,
      [network, outerToken(tokens(n)[3]!), String(n)]
    )
  return measure(
    async n => {
      const actor = await actorOf(people[n % people.length]!.token)
      JSON.stringify(await askMatches(actor, { tokens: tokens(n) }))
    },
    n => (n % 20 === 0 ? owner.query('truncate matching.meetings, matching.questions') : undefined)
  )
}

const measure = async (
  act: (n: number) => Promise<void>,
  before: (n: number) => unknown = () => undefined
) => {
  for (let n = 0; n < 20; n++) await act(n)
  await before(0)
  const times: number[] = []
  for (let n = 0; n < rounds; n++) {
    await before(n)
    const begun = performance.now()
    await act(n * 7)
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  return { p50: round(times[rounds / 2]!), p95: round(times[Math.floor(rounds * 0.95)]!) }
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
