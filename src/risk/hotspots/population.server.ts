// Who lives where, and cases by municipality as a table from elsewhere says them. Numbers are dated and have a source; a newer one
// stands beside the older, and "not set" is a number nobody has given or somebody has taken back: never 0.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { fromBase64url } from '#seal/index.ts'
import { findBoundary } from './boundaries.server.ts'
import { readCounts, readPopulations, type CountRow, type TableFault } from './place-table.ts'
import { hotspotVerbs } from './verbs.ts'

export const mostTableBytes = 256 * 1024

export const placeKinds = ['settlement', 'municipality'] as const
export type PlaceKind = (typeof placeKinds)[number]
export type Population = { place: string; persons: number | null; source: string; year: number; at: string }

const source = z.string().trim().min(1).max(200)
const year = z.int().min(1900).max(2200)
/** The bytes of a file as they came: only they tell in which letters it is written. */
const table = z
  .string()
  .max(Math.ceil((mostTableBytes * 4) / 3))
  .regex(/^[A-Za-z0-9_-]*$/)
  .transform(fromBase64url)
export const PopulationTable = z.strictObject({
  kind: z.enum(['settlement', 'municipality']),
  table,
  source,
  year
})
export const SetPopulations = z.strictObject({
  kind: z.enum(placeKinds),
  rows: z
    .array(
      z.strictObject({
        place: z.string().min(1).max(64),
        persons: z.int().min(0).max(100_000_000).nullable()
      })
    )
    .min(1)
    .max(2000),
  source,
  year
})

type Named = { id: string; sr: string; sr_cyrl: string; sq: string }
type KnownPlaces = ReadonlyMap<string, readonly string[]>

const placesOf = async (
  db: Read,
  network: string,
  kind: PlaceKind,
  settlements: readonly Named[]
): Promise<KnownPlaces> => {
  if (kind === 'settlement') return new Map(settlements.map(s => [s.id, [s.sr, s.sr_cyrl, s.sq]]))
  const boundary = await findBoundary(db, network)
  if (!boundary) throw problem('boundary.none-shown', 409)
  return new Map(boundary.areas.map(({ id, name }) => [id, Object.values(name)]))
}

/** The newest number of each place; a place without one is not set. */
export const findPopulations = (db: Read, network: string, kind: PlaceKind) =>
  db.rows(sql<Population>`
    select distinct on (place) place, persons, source, year, at::text
    from risk.populations where network_id = ${network} and kind = ${kind} order by place, no desc`)

export const listPopulations = (actor: Actor) =>
  browse(actor, hotspotVerbs['population.set'], async ({ db }) => ({
    settlements: await findPopulations(db, actor.network, 'settlement'),
    municipalities: await findPopulations(db, actor.network, 'municipality')
  }))

export const setPopulations = (
  actor: Actor,
  input: z.infer<typeof SetPopulations>,
  settlements: readonly Named[]
) =>
  work(actor, hotspotVerbs['population.set'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    if (input.year > now.getUTCFullYear()) throw problem('population.future-year', 422)
    const known = await placesOf(db, actor.network, input.kind, settlements)
    if (input.rows.some(({ place }) => !known.has(place))) throw problem('population.unknown-place', 422)
    await db.run(sql`
      insert into risk.populations (network_id, id, kind, place, persons, source, year, at, account_id)
      select ${actor.network}, gen_random_uuid(), ${input.kind}, r.place, r.persons, ${input.source}, ${input.year}, ${now}, ${actor.account}
      from jsonb_to_recordset(${JSON.stringify(input.rows)}::jsonb) as r (place text, persons integer)`)
    return {
      subject: `risk.populations/${actor.network}`,
      detail: { kind: input.kind, places: input.rows.length },
      reply: { set: input.rows.length }
    }
  })

type FromTable = { ok: true; set: number; missing: string[] } | { ok: false; faults: TableFault[] }

/** The same from a table with columns id and population. Refused as a whole or taken as a whole. */
export const setPopulationsFrom = async (
  actor: Actor,
  { kind, table, ...from }: z.infer<typeof PopulationTable>,
  settlements: readonly Named[]
): Promise<FromTable> => {
  const known = await browse(actor, hotspotVerbs['population.set'], ({ db }) =>
    placesOf(db, actor.network, kind, settlements)
  )
  const read = readPopulations(table, known)
  if (!read.ok) return read
  const rows = read.rows.map(({ id, population }) => ({ place: id, persons: population }))
  await setPopulations(actor, { kind, rows, ...from }, settlements)
  return { ok: true, set: rows.length, missing: read.missing }
}

export type MunicipalityTable = {
  id: string
  counted: string
  source: string
  year: number
  rows: CountRow[]
  at: string
}
export const CountedTable = z.strictObject({
  counted: z.string().trim().min(1).max(200),
  table,
  source,
  year
})

/** A table of cases by municipality: columns id, cases and, where it is not set, population. */
export const countMunicipalities = async (
  actor: Actor,
  input: z.infer<typeof CountedTable>
): Promise<FromTable> => {
  if (!isStaff(actor)) throw notFound()
  const { boundary, known } = await browse(actor, hotspotVerbs['municipality.count'], async ({ db }) => {
    const shown = await findBoundary(db, actor.network)
    if (!shown) throw problem('boundary.none-shown', 409)
    return { boundary: shown.id, known: await placesOf(db, actor.network, 'municipality', []) }
  })
  const read = readCounts(input.table, known)
  if (!read.ok) return read
  return work(actor, hotspotVerbs['municipality.count'], async ({ db, now }) => {
    if (input.year > now.getUTCFullYear()) throw problem('population.future-year', 422)
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into risk.municipality_tables (network_id, id, boundary_id, counted, source, year, rows, at, account_id)
      values (${actor.network}, ${id}, ${boundary}, ${input.counted}, ${input.source}, ${input.year},
              ${JSON.stringify(read.rows)}::jsonb, ${now}, ${actor.account})`)
    return {
      subject: `risk.municipality_tables/${id}`,
      detail: { municipalities: read.rows.length },
      reply: { ok: true as const, set: read.rows.length, missing: read.missing }
    }
  })
}

/** The newest table whose rows carry the identifiers of the borders that are shown. */
export const findMunicipalityTable = (db: Read, network: string, boundary: string) =>
  db.row(sql<MunicipalityTable>`
    select id, counted, source, year, rows, at::text from risk.municipality_tables
    where network_id = ${network} and boundary_id = ${boundary} order by no desc limit 1`)
