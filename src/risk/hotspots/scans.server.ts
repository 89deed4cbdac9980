// Scans for hotspots: run in a thread of their own, one at a time in a network, with progress and a stop; what they found is kept
// with everything they ran on. Only the early-warning circle asks and reads.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, look, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { runScan } from '#warning/spatial/run-scan.server.ts'
import { findBoundary } from './boundaries.server.ts'
import { clusterIds, toldOf } from './cluster-alert.server.ts'
import { countedSigns, countsBySettlement, type CountedSigns } from './counts.server.ts'
import { readAreas, readCircles, readSpaceTime, type Finding } from './finding.ts'
import { circleOf, type MapPlace } from './map.server.ts'
import { neighboursOf } from './packed.ts'
import { findMunicipalityTable, findPopulations } from './population.server.ts'
import {
  askAreas,
  askPlaces,
  replicateChoices,
  type Asked,
  type CountedArea,
  type CountedPlace
} from './question.ts'
import { hotspotVerbs } from './verbs.ts'
import { lastDay, windowUpTo, windowWeeks } from './windows.ts'

export const AskScan = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('places'),
    what: z.enum(countedSigns),
    weeks: z.union(windowWeeks.map(w => z.literal(w))),
    replicates: z.union(replicateChoices.map(n => z.literal(n)))
  }),
  z.strictObject({ method: z.literal('areas') })
])
type AskScan = z.infer<typeof AskScan>
export const NamedRun = z.strictObject({ run: z.string().max(40) })

export type RanOn =
  | {
      method: 'places'
      what: CountedSigns
      from: string
      to: string
      replicates: number
      seed: number
      /** How long one period is, in days. */
      periodDays: number
      places: CountedPlace[]
      population: { year: number; source: string } | null
    }
  | {
      method: 'areas'
      table: { counted: string; source: string; year: number }
      areas: CountedArea[]
      left: string[]
    }

type Run = {
  id: string
  done: number
  of: number
  stop: AbortController
  state: 'running' | 'done' | 'stopped' | 'failed'
  scan?: string
}
/** One in each network; a later one waits until it is done or stopped. Lost when Fener restarts: nothing was changed by it. */
const runs = new Map<string, Run>()

export type Started = { run: string } | { scan: string }

type Prepared = { asked: Asked; ranOn: RanOn; read: (answer: unknown, second?: unknown) => Finding }

const askedOfPlaces = async (
  actor: StaffActor,
  input: Extract<AskScan, { method: 'places' }>,
  place: MapPlace
): Promise<Prepared> => {
  const { today, populations } = await browse(actor, hotspotVerbs['hotspot.scan'], async ({ db, now }) => ({
    today: dayIn(now, place.timezone),
    populations: await findPopulations(db, actor.network, 'settlement')
  }))
  const window = windowUpTo(today, input.weeks)
  const counted = await countsBySettlement(actor.network, window, input.what, place)
  const of = new Map(populations.map(p => [p.place, p]))
  const places = place.settlements.map(({ id, lat, lon }): CountedPlace => ({
    id,
    lat,
    lon,
    counts: counted.get(id) ?? window.periods.map(() => 0),
    population: of.get(id)?.persons ?? null
  }))
  const seed = crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1
  const asked = askPlaces(places, { replicates: input.replicates, seed })
  const ids = places.map(({ id }) => id)
  const counts = places.map(p => p.counts)
  const total = counts.flat().reduce((a, b) => a + b, 0)
  const byPopulation = asked.ok && asked.question.kind === 'kulldorff'
  const [newest] = [...populations].sort((a, b) => b.year - a.year)
  return {
    asked,
    ranOn: {
      method: 'places',
      what: input.what,
      from: window.from,
      to: lastDay(window),
      replicates: input.replicates,
      seed,
      periodDays: (input.weeks * 7) / window.periods.length,
      places,
      population: byPopulation && newest ? { year: newest.year, source: newest.source } : null
    },
    read: answer => (byPopulation ? readCircles(answer, ids, total) : readSpaceTime(answer, ids, counts))
  }
}

const askedOfAreas = async (actor: StaffActor): Promise<Prepared> => {
  const { boundary, table, populations } = await browse(
    actor,
    hotspotVerbs['hotspot.scan'],
    async ({ db }) => {
      const boundary = await findBoundary(db, actor.network)
      if (!boundary) throw problem('boundary.none-shown', 409)
      const table = await findMunicipalityTable(db, actor.network, boundary.id)
      if (!table) throw problem('hotspot.no-table', 409)
      return { boundary, table, populations: await findPopulations(db, actor.network, 'municipality') }
    }
  )
  const persons = new Map(populations.map(p => [p.place, p.persons]))
  const rows = new Map(table.rows.map(row => [row.id, row]))
  const all = boundary.areas.map(({ id }) => {
    const row = rows.get(id)
    return { id, cases: row?.cases ?? null, population: row?.population ?? persons.get(id) ?? null }
  })
  const usable = all.flatMap(({ id, cases, population }, at) =>
    cases === null || !population ? [] : [{ id, cases, population, at }]
  )
  const position = new Map(usable.map(({ at }, i) => [at, i]))
  const around = neighboursOf(boundary.topology)
  const areas = usable.map(({ at, ...area }): CountedArea => ({
    ...area,
    neighbours: around[at]!.flatMap(n => position.get(n) ?? [])
  }))
  return {
    asked: askAreas(areas),
    ranOn: {
      method: 'areas',
      table: { counted: table.counted, source: table.source, year: table.year },
      areas,
      left: all.filter(({ id }) => !usable.some(u => u.id === id)).map(({ id }) => id)
    },
    read: readAreas
  }
}

/** Begins a scan, or answers at once with a scan that says why nothing can be said. */
export const startScan = async (actor: Actor, input: AskScan, place: MapPlace): Promise<Started> => {
  if (!isStaff(actor)) throw notFound()
  const circle = await browse(actor, hotspotVerbs['hotspot.scan'], ({ db }) => circleOf(db, actor))
  if (!circle) throw notFound()
  if (runs.get(actor.network)?.state === 'running') throw problem('hotspot.running', 409)
  const run: Run = { id: crypto.randomUUID(), done: 0, of: 1, stop: new AbortController(), state: 'running' }
  runs.set(actor.network, run)
  try {
    const prepared =
      input.method === 'places' ? await askedOfPlaces(actor, input, place) : await askedOfAreas(actor)
    if (!prepared.asked.ok) {
      run.state = 'done'
      const found: Finding = { kind: 'too-few', reason: prepared.asked.tooFew }
      return { scan: await keep(actor, circle, prepared.ranOn, found) }
    }
    void finish(actor, circle, prepared, run)
    return { run: run.id }
  } catch (error) {
    run.state = 'failed'
    throw error
  }
}

const finish = async (actor: StaffActor, circle: CircleId, { asked, ranOn, read }: Prepared, run: Run) => {
  if (!asked.ok) return
  try {
    const { question } = asked
    const signal = run.stop.signal
    const answer = await runScan(question, {
      signal,
      progress: (done, of) => Object.assign(run, { done, of })
    })
    const second =
      question.kind === 'getis-ord' ? await runScan({ ...question, kind: 'moran' }, { signal }) : undefined
    run.scan = await keep(actor, circle, ranOn, read(answer, second))
    run.state = 'done'
  } catch (error) {
    run.state = run.stop.signal.aborted ? 'stopped' : 'failed'
    // the kind of error, never its words
    if (run.state === 'failed')
      console.error(`a scan failed: ${error instanceof Error ? error.name : typeof error}`)
  }
}

const keep = (actor: StaffActor, circle: CircleId, ranOn: RanOn, found: Finding): Promise<string> => {
  const id = crypto.randomUUID()
  const told = toldOf(ranOn, found)
  return work(actor, hotspotVerbs['hotspot.scan'], async ({ db, now }) => {
    await db.run(sql`
      insert into risk.scans (network_id, id, circle_id, method, ran_on, found, told, at, account_id)
      values (${actor.network}, ${id}, ${circle}, ${ranOn.method}, ${JSON.stringify(ranOn)}::jsonb, ${JSON.stringify(found)}::jsonb,
              ${told && JSON.stringify(told)}::jsonb, ${now}, ${actor.account})`)
    return {
      subject: `risk.scans/${id}`,
      circle,
      detail: { method: ranOn.method, found: found.kind },
      reply: id
    }
  })
}

const runOf = (actor: Actor, id: string): Run => {
  const run = runs.get(actor.network)
  if (!run || run.id !== id) throw problem('hotspot.run-gone', 404)
  return run
}

/** How far it is. A run of before a restart is gone; it is begun anew. */
export const seeProgress = (actor: Actor, { run: id }: { run: string }) =>
  browse(actor, hotspotVerbs['hotspot.scan'], async ({ db }) => {
    if (!(await circleOf(db, actor))) throw notFound()
    const { done, of, state, scan } = runOf(actor, id)
    return { done, of, state, ...(scan ? { scan } : {}) }
  })

/** Stops at once; nothing is kept of it. */
export const stopScan = (actor: Actor, { run: id }: { run: string }) =>
  browse(actor, hotspotVerbs['hotspot.scan'], async ({ db }) => {
    if (!(await circleOf(db, actor))) throw notFound()
    runOf(actor, id).stop.abort(new Error('stopped'))
    return { stopped: true }
  })

export type KeptScan = {
  id: string
  method: 'places' | 'areas'
  ranOn: RanOn
  found: Finding
  at: string
  by: string
  /** Of each cluster the alert it became, by its id. */
  alerts: (string | null)[]
}

const alertsOf = async (db: Read, network: string, scans: readonly Omit<KeptScan, 'alerts'>[]) => {
  const ids = scans.map(({ ranOn, found }) => clusterIds(ranOn, found))
  const raised = await db.rows(sql<{ id: string; source: string }>`
    select id, source_id as source from risk.alerts
    where network_id = ${network} and source_kind = 'statistics' and source_id = any(${ids.flat()}::text[])`)
  const of = new Map(raised.map(({ id, source }) => [source, id]))
  return scans.map((scan, i): KeptScan => ({ ...scan, alerts: ids[i]!.map(id => of.get(id) ?? null) }))
}

/** The last scans, newest first, with the one that is running now. Undefined outside the circle. */
export const listScans = async (actor: Actor) => {
  const circle = await browse(actor, hotspotVerbs['hotspot.see-map'], ({ db }) => circleOf(db, actor))
  if (!circle) return undefined
  const scans = await look(actor, hotspotVerbs['hotspot.read-scan'], async ({ db }) => ({
    subject: `risk.scans/${circle}`,
    circle,
    reply: await alertsOf(
      db,
      actor.network,
      await db.rows(sql<Omit<KeptScan, 'alerts'>>`
        select id, method, ran_on as "ranOn", found, at::text, account_id as by from risk.scans
        where network_id = ${actor.network} and circle_id = ${circle} order by no desc limit 12`)
    )
  }))
  const run = runs.get(actor.network)
  return { scans, running: run?.state === 'running' ? run.id : null }
}
