import { sql } from 'kysely'
import { identify, readPublic } from '#access/work.server.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import type { Shift } from '#kernel/line-hours.ts'
import type { Trilingual } from '#kernel/locale.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { coveredSpans, lineInForce } from '#reports/line/line-settings.server.ts'
import { base64url } from '#seal/bytes.ts'

export type IntakeCircle = { id: CircleId; epoch: number; recipient: string }

/** What every page may know of the network it stands in. */
export type NetworkInUse = {
  id: NetworkId
  profile: NetworkProfile
  name: Trilingual
  networkName: Trilingual
  emergencyNumbers: NetworkProfile['emergency_numbers']
  /** The line as it is today: set at the desk, or from the profile. Null: there is none. */
  hotline: NetworkProfile['hotline']
  /** From when to when somebody holds the line, from now on. */
  onDuty: Shift[]
  settlements: NetworkProfile['settlements']
  locales: NetworkProfile['locales']
  receiptSalt: string
  madeUp: boolean
  intake: IntakeCircle[]
  /** How many people read what is sealed to the intake team. */
  readers: number
}

let known: { network: NetworkInUse; until: number } | undefined

/** The network of this installation; undefined before set-up. Read again every 5 seconds: circles get new keys when someone leaves. */
export const networkInUse = async (): Promise<NetworkInUse | undefined> => {
  if (known && known.until > performance.now()) return known.network
  const network = await readPublic(null, async ({ db, now }) => {
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
    // the rows of the line are the network's own: the reader sees them only once it stands in that network
    const line = await readPublic(row.network_id, async inside => ({
      hotline: await lineInForce(
        inside.db,
        row.network_id,
        dayIn(now, row.profile.timezone),
        row.profile.hotline
      ),
      onDuty: await coveredSpans(inside.db, row.network_id, now)
    }))
    return {
      id: row.network_id,
      profile: row.profile,
      name: row.profile.name,
      networkName: row.profile.network_name,
      emergencyNumbers: row.profile.emergency_numbers,
      ...line,
      settlements: row.profile.settlements,
      locales: row.profile.locales,
      receiptSalt: base64url(row.receipt_salt),
      madeUp: row.made_up,
      intake,
      readers: 0
    } satisfies NetworkInUse
  })
  if (network) network.readers = await countReaders(network.id)
  known = network && { network, until: performance.now() + 5000 }
  return network
}

const countReaders = (network: NetworkId): Promise<number> =>
  identify(network, async ({ db, now }) => {
    const found = await db.row(sql<{ readers: number }>`
      select count(distinct m.account_id)::int as readers from access.circle_members m
      join access.circles c on c.network_id = m.network_id and c.id = m.circle_id and c.kind = 'intake'
      where m.network_id = ${network} and m.kind = 'member' and (m.until_at is null or m.until_at > ${now})`)
    return found?.readers ?? 0
  })

export const forgetNetwork = () => void (known = undefined)
