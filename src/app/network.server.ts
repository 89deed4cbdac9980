import { sql } from 'kysely'
import { identify, readPublic } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { findLine, type Line } from '#line/index.server.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { base64url } from '#seal/bytes.ts'

/** Whoever reads what is sealed to the intake team. No name: this list is public. */
export type IntakeReader = { account: string; organisation: string; recipient: string }

export type IntakeCircle = { id: CircleId; epoch: number; recipient: string }

/** What every page may know of the network it stands in. */
export type NetworkInUse = {
  id: NetworkId
  profile: NetworkProfile
  name: Trilingual
  networkName: Trilingual
  emergencyNumbers: NetworkProfile['emergency_numbers']
  /** The telephone line as it is at this moment; undefined when there is none. */
  line: Line | undefined
  settlements: NetworkProfile['settlements']
  locales: NetworkProfile['locales']
  receiptSalt: string
  madeUp: boolean
  intake: IntakeCircle[]
  /** How many people read what is sealed to the intake team. */
  readers: number
  intakeReaders: IntakeReader[]
  /** The organisations they come from. */
  intakeOrganisations: { id: string; name: Trilingual }[]
}

let known: { network: NetworkInUse; until: number } | undefined
let forgotten = 0

/** The network of this installation; undefined before set-up. Read again every 5 seconds: circles get new keys when someone leaves. */
export const networkInUse = async (): Promise<NetworkInUse | undefined> => {
  if (known && known.until > performance.now()) return known.network
  // one reads for all: under a flood everybody's question at once would use up the database's connections
  if (!reading) {
    const mine = readNetwork().finally(() => reading === mine && (reading = undefined))
    reading = mine
  }
  return reading
}

let reading: Promise<NetworkInUse | undefined> | undefined

const readNetwork = async (): Promise<NetworkInUse | undefined> => {
  const before = forgotten
  const network = await readPublic(null, async ({ db }) => {
    const row = await db.row(sql<{
      network_id: NetworkId
      profile: NetworkProfile
      receipt_salt: Uint8Array
      made_up: boolean
    }>`
      select network_id, profile, receipt_salt, made_up from identity.networks order by slug limit 1`)
    if (!row) return undefined
    const intake = await db.rows(sql<IntakeCircle>`
      select c.id, c.epoch, e.recipient from access.circles c
      join access.circle_epochs e on e.network_id = c.network_id and e.circle_id = c.id and e.epoch = c.epoch
      where c.network_id = ${row.network_id} and c.kind = 'intake' and c.ended_at is null`)
    return {
      id: row.network_id,
      profile: row.profile,
      name: row.profile.name,
      networkName: row.profile.network_name,
      emergencyNumbers: row.profile.emergency_numbers,
      line: undefined,
      settlements: row.profile.settlements,
      locales: row.profile.locales,
      receiptSalt: base64url(row.receipt_salt),
      madeUp: row.made_up,
      intake,
      readers: 0,
      intakeReaders: [],
      intakeOrganisations: []
    } as NetworkInUse
  })
  if (network) {
    Object.assign(network, await findReaders(network.id))
    network.line = await findLine(network.id, network.profile.hotline, network.profile.timezone)
  }
  // what was read before it was to be forgotten is not kept
  if (before === forgotten) known = network && { network, until: performance.now() + 5000 }
  return network
}

type Readers = Pick<NetworkInUse, 'readers' | 'intakeReaders' | 'intakeOrganisations'>

const findReaders = (network: NetworkId): Promise<Readers> =>
  identify(network, async ({ db, now }) => {
    const intakeReaders = await db.rows(sql<IntakeReader>`
      select distinct p.id as account, p.organisation_id as organisation, p.recipient
      from access.circle_members m
      join access.circles c on c.network_id = m.network_id and c.id = m.circle_id and c.kind = 'intake' and c.ended_at is null
      join identity.people p on p.network_id = m.network_id and p.id = m.account_id and (p.left_at is null or p.left_at > ${now})
      where m.network_id = ${network} and m.kind = 'member' and (m.until_at is null or m.until_at > ${now})`)
    const intakeOrganisations = await db.rows(sql<{ id: string; name: Trilingual }>`
      select id, name from identity.organisations
      where network_id = ${network} and id = any(${intakeReaders.map(r => r.organisation)}::uuid[]) order by name->>'sr'`)
    return { readers: intakeReaders.length, intakeReaders, intakeOrganisations }
  })

/** Reads it anew at the next request: a circle has just got a new key, or the network is just there. */
export const forgetNetwork = () => {
  known = reading = undefined
  forgotten++
}
