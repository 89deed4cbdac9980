// Borders that somebody brings in: checked off the request's thread, kept as they came, shown only once a person has said which
// words are names and whom to credit. Nothing that was there before is touched by a file that is refused.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { idSchema, type Id } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { mostBytes, type BoundaryFault, type Settled } from './boundary-file.ts'
import { checkFileInTurn } from './check-file.server.ts'
import { unpack, type PackedAreas } from './packed.ts'
import { hotspotVerbs } from './verbs.ts'

export type BoundaryId = Id<'boundary'>
export const mostBoundaryBytes = mostBytes

export type BoundaryFacts = {
  count: number
  format: 'geojson' | 'topojson'
  turned: number
  simplified: boolean
  idFrom: string
  within: Record<string, string>
  outside: string[]
}
export type BoundaryNames = { sr: string; sq: string; en: string }
export type Boundary = {
  id: BoundaryId
  fileName: string
  facts: BoundaryFacts
  at: string
  by: string
  /** The properties that could be names, each with the words of the first three areas. */
  properties: { key: string; examples: string[] }[]
}
export type Choice = {
  id: string
  boundary: BoundaryId
  names: BoundaryNames
  credit: string
  at: string
  by: string
}
export type BroughtIn = { ok: true; boundary: BoundaryId } | { ok: false; faults: BoundaryFault[] }

/** Reads, checks and keeps a file. What is wrong with it is the answer, not an error: the person reads it and tries again. */
export const bringIn = async (
  actor: Actor,
  file: { name: string; bytes: Uint8Array },
  settlements: readonly Settled[]
): Promise<BroughtIn> => {
  if (!isStaff(actor)) throw notFound()
  // before anything is read: whether this person may at all
  await browse(actor, hotspotVerbs['boundary.bring-in'], async () => undefined)
  const checked = await checkFileInTurn(
    file.bytes,
    settlements.map(({ id, lat, lon }) => ({ id, lat, lon }))
  )
  if (!checked.ok) return checked
  const { packed, ok: _, ...facts } = checked
  const id = crypto.randomUUID() as BoundaryId
  return work(actor, hotspotVerbs['boundary.bring-in'], async ({ db, now }) => {
    await db.run(sql`
      insert into risk.boundaries (network_id, id, file_name, facts, topology, at, account_id)
      values (${actor.network}, ${id}, ${nameOf(file.name)}, ${JSON.stringify(facts)}::jsonb, ${JSON.stringify(packed)}::jsonb,
              ${now}, ${actor.account})`)
    return {
      subject: `risk.boundaries/${id}`,
      detail: { areas: facts.count, format: facts.format },
      reply: { ok: true, boundary: id }
    }
  })
}

const nameOf = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\\/]/gu, '')
    .trim()
    .slice(-200) || 'file'

export const ChooseBoundary = z.strictObject({
  boundary: idSchema<BoundaryId>(),
  names: z.strictObject({ sr: z.string().max(40), sq: z.string().max(40), en: z.string().max(40) }),
  credit: z.string().trim().max(300)
})

/** From now on these borders are shown, under these names and with this credit. Going back is choosing the earlier ones again. */
export const chooseBoundary = (actor: Actor, input: z.infer<typeof ChooseBoundary>) =>
  work(actor, hotspotVerbs['boundary.choose'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await db.row(sql<{ topology: PackedAreas }>`
      select topology from risk.boundaries where network_id = ${actor.network} and id = ${input.boundary}`)
    if (!row) throw notFound()
    if (input.credit.length < 3) throw problem('boundary.no-credit', 422)
    const keys = propertiesOf(row.topology).map(({ key }) => key)
    if (Object.values(input.names).some(key => !keys.includes(key))) throw problem('boundary.no-name', 422)
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into risk.boundary_choices (network_id, id, boundary_id, names, credit, at, account_id)
      values (${actor.network}, ${id}, ${input.boundary}, ${JSON.stringify(input.names)}::jsonb, ${input.credit}, ${now},
              ${actor.account})`)
    return { subject: `risk.boundaries/${input.boundary}`, reply: { id } }
  })

/** Every area has it, so no name is missing on the map. */
const propertiesOf = (topology: PackedAreas): { key: string; examples: string[] }[] => {
  const all = topology.objects.areas.geometries.map(
    ({ properties }): Record<string, string> => properties ?? {}
  )
  return Object.keys(all[0] ?? {})
    .filter(key => all.every(words => words[key]))
    .map(key => ({ key, examples: all.slice(0, 3).map(words => words[key]!) }))
}

const newestChoice = (db: Read, network: string) =>
  db.row(sql<Choice & { topology: PackedAreas; facts: BoundaryFacts }>`
    select c.id, c.boundary_id as boundary, c.names, c.credit, c.at::text, c.account_id as by, b.topology, b.facts
    from risk.boundary_choices c join risk.boundaries b on b.network_id = c.network_id and b.id = c.boundary_id
    where c.network_id = ${network} order by c.no desc limit 1`)

export type ShownArea = {
  id: string
  name: BoundaryNames
  polygons: ReturnType<typeof unpack>[number]['polygons']
}
export type ShownBoundary = {
  id: BoundaryId
  credit: string
  areas: ShownArea[]
  topology: PackedAreas
  within: Record<string, string>
}

/** What is shown now; undefined while nobody has chosen any. Whoever calls it has asked whether the reader may. */
export const findBoundary = async (db: Read, network: string): Promise<ShownBoundary | undefined> => {
  const row = await newestChoice(db, network)
  if (!row) return undefined
  const { names, topology } = row
  return {
    id: row.boundary,
    credit: row.credit,
    topology,
    within: row.facts.within,
    areas: unpack(topology).map(({ id, properties, polygons }) => ({
      id,
      polygons,
      name: { sr: properties[names.sr]!, sq: properties[names.sq]!, en: properties[names.en]! }
    }))
  }
}

/** All that was ever brought in, newest first, and all choices: what is shown now is the first of them. */
export const listBoundaries = (actor: Actor) =>
  browse(actor, hotspotVerbs['boundary.bring-in'], async ({ db }) => {
    const rows = await db.rows(sql<Omit<Boundary, 'properties'> & { topology: PackedAreas }>`
      select id, file_name as "fileName", facts, topology, at::text, account_id as by
      from risk.boundaries where network_id = ${actor.network} order by no desc limit 20`)
    const choices = await db.rows(sql<Choice>`
      select id, boundary_id as boundary, names, credit, at::text, account_id as by
      from risk.boundary_choices where network_id = ${actor.network} order by no desc limit 50`)
    return {
      boundaries: rows.map(({ topology, ...row }): Boundary => ({
        ...row,
        properties: propertiesOf(topology)
      })),
      choices
    }
  })
