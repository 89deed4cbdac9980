import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import { browse, useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { loadNetworkProfile } from '#kernel/network-profile.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { bringIn, chooseBoundary, findBoundary, listBoundaries } from './boundaries.server.ts'
import { submissionSeries } from '../field/submission-series.server.ts'
import { readSignMap, type MapPlace } from './map.server.ts'
import {
  countMunicipalities,
  listPopulations,
  setPopulations,
  setPopulationsFrom
} from './population.server.ts'
import { readHotspots } from './read-hotspots.server.ts'
import { readMapData } from './read-map-data.server.ts'
import { raiseCluster } from './raise-cluster.server.ts'
import { listScans, seeProgress, startScan, stopScan } from './scans.server.ts'
import { hotspotVerbs } from './verbs.ts'

const database = testDatabase()
const loaded = loadNetworkProfile(readFileSync('strategy/ranilug-network.yaml', 'utf8'))
if (!loaded.ok) throw new Error('Ranilug’s profile does not load')
const { settlements } = loaded.profile
const place: MapPlace = {
  sources: [submissionSeries],
  settlements,
  timezone: 'Europe/Belgrade',
  locale: 'sr-Latn'
}
const geo = '../shared/geo/kosovo-municipalities.topojson'
const there = existsSync(geo)

let network: NetworkId
let admin: TestPerson
let coordinator: TestPerson
let monitor: TestPerson
let operator: TestPerson
let circle: string

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  admin = await makePerson(database, network, 'administrator')
  coordinator = await makePerson(database, network, 'coordinator')
  operator = await makePerson(database, network, 'operator')
  monitor = await makePerson(database, network, 'monitoring-officer')
  circle = (await makeTestCircle(database, network, 'warning', [coordinator])).id
})

const handIn = async (settlement: string, count: number, daysAgo: number, level = 'risk') => {
  for (let i = 0; i < count; i++)
    await database.owner.query(
      `insert into risk.submissions (network_id, id, circle_id, epoch, form_id, form_version, filled_on, arrived_on, mode, language,
         settlement, level, sent_by, sealed, erase_on)
       values ($1, $2, $3, 1, 'f', '1', current_date - $4::integer, current_date, 'field', 'sr', $5, $6, $7, '\\x00', current_date + 700)`,
      [network, id(), circle, daysAgo, settlement, level, operator.actor.account]
    )
}
const square = (west: number, east: number, name: string) => ({
  type: 'Feature',
  properties: { name, name_sq: `${name} sq`, empty: '' },
  geometry: { type: 'Polygon', coordinates: [[[west, 42.4], [east, 42.4], [east, 42.6], [west, 42.6], [west, 42.4]]] }
}) // prettier-ignore
const file = (name: string, ...features: object[]) => ({
  name,
  bytes: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
})
const names = { sr: 'name', sq: 'name_sq', en: 'name' }
const shownNow = () =>
  browse(admin.actor, hotspotVerbs['boundary.bring-in'], ({ db }) => findBoundary(db, network))

describe('borders', () => {
  let first: string
  it('are kept when they are good, and shown when somebody has chosen names and a credit', async () => {
    const brought = await bringIn(admin.actor, file('a.geojson', square(21.4, 21.8, 'A')), settlements)
    if (!brought.ok) throw new Error(JSON.stringify(brought.faults))
    first = brought.boundary
    expect(await shownNow()).toBeUndefined()
    const { boundaries } = await listBoundaries(admin.actor)
    expect(boundaries[0]).toMatchObject({ fileName: 'a.geojson', facts: { count: 1, turned: 1 } })
    // a field that some area lacks is no name
    expect(boundaries[0]!.properties.map(({ key }) => key)).toEqual(['name', 'name_sq'])
    const choice = { boundary: brought.boundary, names, credit: 'A. Author (CC BY)' }
    await expect(chooseBoundary(admin.actor, { ...choice, credit: ' ' })).rejects.toMatchObject({ code: 'boundary.no-credit' }) // prettier-ignore
    await expect(
      chooseBoundary(admin.actor, { ...choice, names: { ...names, en: 'src' } })
    ).rejects.toMatchObject({ code: 'boundary.no-name' })
    await chooseBoundary(admin.actor, choice)
    expect(await shownNow()).toMatchObject({
      credit: 'A. Author (CC BY)',
      areas: [{ name: { sr: 'A', sq: 'A sq' } }]
    })
  })

  it('stay when a later file is refused, and come back when a later one was no better', async () => {
    const refused = await bringIn(admin.actor, file('spain.geojson', square(-4, -3, 'E')), settlements)
    expect(refused).toEqual({ ok: false, faults: [{ code: 'boundary.other-country', params: {} }] })
    expect((await shownNow())!.id).toBe(first)
    const second = await bringIn(admin.actor, file('b.geojson', square(21.3, 21.9, 'B')), settlements)
    if (!second.ok) throw new Error('not brought in')
    await chooseBoundary(coordinator.actor, { boundary: second.boundary, names, credit: 'B. Author' })
    expect((await shownNow())!.credit).toBe('B. Author')
    await chooseBoundary(admin.actor, { boundary: first as never, names, credit: 'A. Author (CC BY)' })
    expect((await shownNow())!.id).toBe(first)
    expect((await listBoundaries(admin.actor)).choices).toHaveLength(3)
  })

  it('are brought in by those who may, in their own network', async () => {
    const b = file('a.geojson', square(21.4, 21.8, 'A'))
    await expect(bringIn(operator.actor, b, settlements)).rejects.toMatchObject({ code: 'common.not-found' })
    const elsewhere = await makePerson(database, await makeNetwork(database), 'administrator')
    expect((await listBoundaries(elsewhere.actor)).boundaries).toEqual([])
    await expect(
      chooseBoundary(elsewhere.actor, { boundary: first as never, names, credit: 'Theirs' })
    ).rejects.toMatchObject({ code: 'common.not-found' })
  })

  it('leave an entry in the log without a word of the file', async () => {
    const { rows } = await database.owner.query(
      `select verb, detail from audit.entries where network_id = $1 and verb like 'boundary.%' order by at`,
      [network]
    )
    expect(rows[0]).toEqual({ verb: 'boundary.bring-in', detail: { areas: 1, format: 'geojson' } })
    expect(rows.filter(r => r.verb === 'boundary.choose')).toHaveLength(3)
  })
})

describe('population', () => {
  const ranilug = async () =>
    (await listPopulations(admin.actor)).settlements.find(p => p.place === 'ranilug')

  it('is not set until somebody says it, dated and with its source; taken back it is not set, and 0 is a number', async () => {
    expect(await ranilug()).toBeUndefined()
    const about = { source: 'Popis', year: 2024 }
    const set = (persons: number | null) =>
      setPopulations(admin.actor, { kind: 'settlement', rows: [{ place: 'ranilug', persons }], ...about }, settlements) // prettier-ignore
    await set(750)
    expect(await ranilug()).toMatchObject({ persons: 750, ...about })
    await set(0)
    expect((await ranilug())!.persons).toBe(0)
    await set(null)
    expect((await ranilug())!.persons).toBeNull()
    await expect(
      setPopulations(admin.actor, { kind: 'settlement', rows: [{ place: 'paris', persons: 1 }], ...about }, settlements) // prettier-ignore
    ).rejects.toMatchObject({ code: 'population.unknown-place' })
    await expect(
      setPopulations(admin.actor, { kind: 'settlement', rows: [{ place: 'ranilug', persons: 1 }], source: 'x', year: 2199 }, settlements) // prettier-ignore
    ).rejects.toMatchObject({ code: 'population.future-year' })
  })

  it('comes from a table as a whole or not at all', async () => {
    const from = (text: string) =>
      setPopulationsFrom(
        admin.actor,
        { kind: 'settlement', table: Buffer.from(text) as never, source: 'Opština', year: 2025 },
        settlements
      )
    expect(await from('id;population\nRanilug;800\nParis;5\nOdevce;-3')).toEqual({
      ok: false,
      faults: [
        { code: 'place-table.unknown-place', params: { row: 3, place: 'Paris' } },
        { code: 'place-table.not-whole', params: { row: 4, column: 'population', value: '-3' } }
      ]
    })
    expect((await ranilug())!.persons).toBeNull()
    const taken = await from('id;population\nRanilug;1.800\nPančelo;410\nodevce;')
    expect(taken).toMatchObject({ ok: true, set: 3 })
    expect((await ranilug())!.persons).toBe(1800)
  })
})

describe('the map', () => {
  beforeAll(async () => {
    for (const [settlement, n] of [['domorovce', 21], ['ranilug', 11], ['pancelo', 2], ['odevce', 3]] as const)
      await handIn(settlement, n, 60) // prettier-ignore
    await handIn('glogovce', 6, 60, 'none')
    await handIn('bozevce', 9, 500)
  })
  const choice = { what: 'signs', weeks: 52 } as const

  it('shows the circle every number', async () => {
    const signs = await readSignMap(coordinator.actor, place, choice)
    const at = (of: string) => signs.rows.find(r => r.id === of)
    expect(at('domorovce')).toMatchObject({ count: { shown: 21 }, class: 'most' })
    expect(at('pancelo')).toMatchObject({ count: { shown: 2 }, class: 'few', population: 410 })
    expect(at('glogovce')).toMatchObject({ count: { shown: 0 }, class: 'none' })
    expect(signs).toMatchObject({ team: true, total: { shown: 37 }, credit: 'A. Author (CC BY)' })
    const all = await readSignMap(coordinator.actor, place, { what: 'questionnaires', weeks: 13 })
    expect(all.rows.find(r => r.id === 'glogovce')!.count).toEqual({ shown: 6 })
    expect(all.map!.desk.outlines).toHaveLength(1)
  })

  it('shows nobody outside a small number, and lets nobody subtract one', async () => {
    for (const weeks of [52, 26, 13] as const)
      for (const what of ['signs', 'questionnaires'] as const) {
        // whatever is asked for, the answer is the one span and everything together
        const signs = await readSignMap(monitor.actor, place, { what, weeks })
        expect(signs).toMatchObject({ team: false, what: 'signs' })
        expect(signs.from.slice(8)).toBe('01')
        const hidden = signs.rows.filter(r => !('shown' in r.count))
        const shown = signs.rows.flatMap(r => ('shown' in r.count ? [r.count.shown] : []))
        expect(shown.every(n => n === 0 || n >= 5)).toBe(true)
        if (!('shown' in signs.total)) continue
        const rest = signs.total.shown - shown.reduce((a, b) => a + b, 0)
        // what is left over belongs to more places than one, and fits each of them in more ways than one
        expect(hidden.length === 0 ? rest : hidden.length).not.toBe(1)
        if (hidden.length > 0) expect(rest).toBeGreaterThanOrEqual(5)
      }
    const signs = await readSignMap(monitor.actor, place, choice)
    expect(JSON.stringify(signs)).not.toMatch(/"shown":[1-4]\b/)
    // who may see the map but is not in the circle is outside too
    expect((await readSignMap(operator.actor, place, choice)).team).toBe(false)
    await expect(readSignMap(admin.actor, place, choice)).rejects.toMatchObject({ code: 'common.not-found' })
  })

  it('is without a single count where borders are brought in', async () => {
    const data = await readMapData(admin.actor, place)
    expect(data.map!.desk.points.every(p => p.class === 'none')).toBe(true)
    expect(JSON.stringify(data)).not.toContain('shown":')
  })
})

const until = async (run: string) => {
  for (;;) {
    const progress = await seeProgress(coordinator.actor, { run })
    if (progress.state !== 'running') return progress
    await new Promise(resolve => setTimeout(resolve, 30))
  }
}

describe('a scan', () => {
  const ask = { method: 'places', what: 'signs', weeks: 52, replicates: 999 } as const

  it('runs by time while population is missing, by population when it is set, and keeps what it ran on', async () => {
    const first = await startScan(coordinator.actor, ask, place)
    if (!('run' in first)) throw new Error('answered at once')
    expect(await until(first.run)).toMatchObject({ state: 'done', done: 999, of: 999 })
    const rows = settlements.map(({ id }) => ({ place: id, persons: 400 }))
    await setPopulations(
      coordinator.actor,
      { kind: 'settlement', rows, source: 'Popis', year: 2024 },
      settlements
    )
    const second = await startScan(coordinator.actor, ask, place)
    if (!('run' in second)) throw new Error('answered at once')
    await until(second.run)
    const { scans } = (await listScans(coordinator.actor))!
    expect(scans.map(s => s.found.kind)).toEqual(['by-population', 'by-time'])
    const [{ found, ranOn }] = scans as [(typeof scans)[0]]
    if (found.kind !== 'by-population' || ranOn.method !== 'places') throw new Error('another kind')
    expect(found.groups[0]!.places).toContain('domorovce')
    expect(ranOn).toMatchObject({ replicates: 999, population: { year: 2024, source: 'Popis' } })
    expect(ranOn.places.find(p => p.id === 'domorovce')!.counts.reduce((a, b) => a + b)).toBe(21)
  })

  it('becomes an alert by one press, and the same cluster is the same alert', async () => {
    const { scans } = (await listScans(coordinator.actor))!
    const [scan] = scans as [(typeof scans)[0]]
    expect(scan.alerts[0]).toBeNull()
    const raised = await raiseCluster(coordinator.actor, { scan: scan.id, cluster: 0 })
    expect(raised.isNew).toBe(true)
    expect(await raiseCluster(coordinator.actor, { scan: scan.id, cluster: 0 })).toEqual({
      alert: raised.alert,
      isNew: false
    })
    // found again by other luck: the same places in the same days
    const again = await startScan(coordinator.actor, ask, place)
    if (!('run' in again)) throw new Error('answered at once')
    await until(again.run)
    const [newest] = (await listScans(coordinator.actor))!.scans
    expect(newest!.alerts[0]).toBe(raised.alert)
    const { rows } = await database.owner.query(
      `select settlement, state, level, source_id, why, due_at is not null as due from risk.alerts where network_id = $1`,
      [network]
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ settlement: 'domorovce', state: 'waiting', level: 'risk', due: true })
    expect(rows[0].why).toMatchObject({ code: 'cluster', params: { observed: 21, once: 1000, rarer: true } })
    expect(rows[0].source_id).not.toContain('domorovce')
    await database.owner.query(`delete from risk.alert_facts where network_id = $1`, [network])
    await database.owner.query(`delete from risk.alerts where network_id = $1`, [network])
    for (const { actor } of [operator, monitor])
      await expect(raiseCluster(actor, { scan: scan.id, cluster: 0 })).rejects.toMatchObject({
        code: 'common.not-found'
      })
    await expect(raiseCluster(coordinator.actor, { scan: scan.id, cluster: 9 })).rejects.toMatchObject({
      code: 'common.not-found'
    })
  })

  it('says at once how much is missing where there is too little', async () => {
    const answered = await startScan(coordinator.actor, { ...ask, what: 'alerts' }, place)
    expect(answered).toHaveProperty('scan')
    const { scans } = (await listScans(coordinator.actor))!
    expect(scans[0]!.found).toEqual({ kind: 'too-few', reason: { code: 'few-signs', have: 0, missing: 10 } })
  })

  it('is one at a time, can be stopped, and keeps nothing then', async () => {
    const before = (await listScans(coordinator.actor))!.scans.length
    const long = await startScan(coordinator.actor, { ...ask, replicates: 99_999 }, place)
    if (!('run' in long)) throw new Error('answered at once')
    await expect(startScan(coordinator.actor, ask, place)).rejects.toMatchObject({ code: 'hotspot.running' })
    await stopScan(coordinator.actor, { run: long.run })
    expect(await until(long.run)).toMatchObject({ state: 'stopped' })
    expect((await listScans(coordinator.actor))!.scans).toHaveLength(before)
  })

  it('is the circle’s alone', async () => {
    for (const { actor } of [operator, monitor])
      await expect(startScan(actor, ask, place)).rejects.toMatchObject({ code: 'common.not-found' })
    expect(await listScans(monitor.actor)).toBeUndefined()
    expect((await readHotspots(monitor.actor, place)).people).toEqual({})
    const seen = await database.transaction(
      'app',
      { network },
      async tx => (await sql`select 1 from risk.scans`.execute(tx)).rows.length
    )
    expect(seen).toBe(0)
  })
})

describe.skipIf(!there)('municipalities', () => {
  it('are compared from a table, those without a number left out and named', async () => {
    const brought = await bringIn(admin.actor, { name: 'k.topojson', bytes: readFileSync(geo) }, settlements)
    if (!brought.ok) throw new Error('not brought in')
    await expect(startScan(coordinator.actor, { method: 'areas' }, place)).rejects.toMatchObject({ code: 'hotspot.no-table' }) // prettier-ignore
    await chooseBoundary(admin.actor, {
      boundary: brought.boundary,
      names: { sr: 'name_sr', sq: 'name_sq', en: 'name_en' },
      credit: 'K. Visoka, kosovomaps (MIT)'
    })
    const shown = (await shownNow())!
    const east = ['xk-ranilug', 'xk-kamenica', 'xk-gnjilane', 'xk-novo-brdo']
    const rows = shown.areas
      .slice(1)
      .map(({ id }, i) => `${id},${east.includes(id) ? 60 + i : 3 + (i % 3)},20000`)
    const table = Buffer.from(`id,cases,population\n${rows.join('\n')}\n`) as never
    const input = { counted: 'žrtve', source: 'izveštaj', year: 2025, table }
    const taken = await countMunicipalities(admin.actor, input)
    expect(taken).toEqual({ ok: true, set: rows.length, missing: [shown.areas[0]!.id] })
    const started = await startScan(coordinator.actor, { method: 'areas' }, place)
    if (!('run' in started)) throw new Error('answered at once')
    await until(started.run)
    const { found, ranOn } = (await listScans(coordinator.actor))!.scans[0]!
    if (found.kind !== 'areas' || ranOn.method !== 'areas') throw new Error('another kind')
    expect(found.together).toBe('alike')
    expect(found.hot).toEqual(expect.arrayContaining(['xk-ranilug', 'xk-novo-brdo']))
    expect(ranOn.left).toEqual([shown.areas[0]!.id])
  })
})
