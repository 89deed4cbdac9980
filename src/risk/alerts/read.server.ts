// What the early-warning circle sees: the open alerts, one alert with its words, and what waits for somebody.
import { sql } from 'kysely'
import { keysOf } from '#access/circles.server.ts'
import { look, type Read } from '#access/work.server.ts'
import { hasRole, isInCircle, isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { isUuid, type AccountId, type CircleId, type NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { isLate, whoseTurn } from './deadlines.ts'
import type { Alert } from './facts.ts'
import {
  closedAlerts,
  factsOfAlerts,
  getAlert,
  membersOf,
  openAlerts,
  type AlertAbout,
  type AlertRow
} from './rows.server.ts'
import { alertVerbs } from './verbs.ts'

export type ListedAlert = AlertAbout & {
  alert: Alert
  ownerIsHere: boolean
  turn: ReturnType<typeof whoseTurn>
  late: boolean
  steps: number
}

const withFacts = async (db: Read, network: NetworkId, rows: readonly AlertRow[], now: Date) => {
  const facts = await factsOfAlerts(
    db,
    network,
    rows.map(row => row.id)
  )
  return rows.map(({ sourceId: _source, circle: _circle, epoch: _epoch, ...row }): ListedAlert => {
    const { alert } = facts.get(row.id)!
    const at = now.toISOString()
    return {
      ...row,
      alert,
      turn: whoseTurn(alert, { now: at, ownerIsHere: row.ownerIsHere }),
      late: isLate(alert, at)
    }
  })
}

const mostOpen = 100
const mostClosed = 20

/** Everything open, and the last that were closed. `more`: there are open ones beyond these. */
export const listAlerts = (actor: Actor) =>
  look(actor, alertVerbs['alert.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const rows = await openAlerts(db, network, mostOpen + 1)
    const closed = await closedAlerts(db, network, mostClosed)
    const own = await db.row(sql<{ circle: CircleId }>`select circle from access.warning_circle()`)
    const circle = own && isInCircle(actor, own.circle) ? own.circle : null
    return {
      subject: 'risk.alerts/open',
      detail: { open: rows.length },
      reply: {
        open: await withFacts(db, network, rows.slice(0, mostOpen), now),
        more: rows.length > mostOpen,
        closed: await withFacts(db, network, closed, now),
        /** Null for whoever has the role and is not in the circle yet. */
        circle,
        members: circle ? await membersOf(db, network, circle) : []
      }
    }
  })
export type AlertList = Awaited<ReturnType<typeof listAlerts>>

/** A report or a case the reader may open: row security says whether there is one. Its code word stays with those who see it anyway. */
const linkTo = async (db: Read, network: NetworkId, { source, sourceId }: AlertRow) => {
  if (!isUuid(sourceId)) return null
  if (source === 'report' || source === 'professional') {
    const found = await db.row(sql<{ code: string }>`
      select code from reports.envelopes where network_id = ${network} and id = ${sourceId}`)
    return found ? { to: 'inbox' as const, code: found.code } : null
  }
  if (source !== 'case') return null
  const found = await db.row(sql<{ code: string }>`
    select code from cases.cases where network_id = ${network} and id = ${sourceId}`)
  return found ? { to: 'cases' as const, code: found.code } : null
}

/** One alert with its facts, sealed words and the keys that open them. */
export const readAlert = (actor: Actor, id: string) =>
  look(actor, alertVerbs['alert.read'], async ({ db, now }) => {
    if (!isStaff(actor) || !isUuid(id)) throw notFound()
    const { network } = actor
    const row = await getAlert(db, network, id)
    const { facts, words } = (await factsOfAlerts(db, network, [row.id])).get(row.id)!
    const [listed] = await withFacts(db, network, [row], now)
    const names = await namesOf(
      db,
      network,
      facts.flatMap(f => [f.by, f.kind === 'alert-given' ? f.to : null])
    )
    return {
      subject: `risk.alerts/${row.id}`,
      circle: row.circle,
      reply: {
        ...listed!,
        circle: row.circle,
        facts,
        words,
        names,
        members: await membersOf(db, network, row.circle),
        link: await linkTo(db, network, row),
        keys: await keysOf(db, actor, [row.circle])
      }
    }
  })
export type AlertPage = Awaited<ReturnType<typeof readAlert>>

const namesOf = async (db: Read, network: NetworkId, accounts: readonly (AccountId | null)[]) => {
  const rows = await db.rows(sql<{ id: string; name: string }>`
    select id, name from identity.people
    where network_id = ${network} and id = any(${[...new Set(accounts.filter(a => a !== null))]}::uuid[])`)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

const isMine = (actor: StaffActor, { alert, turn, late }: ListedAlert) =>
  turn === 'anybody' ||
  ('owner' in alert && alert.owner === actor.account) ||
  (hasRole(actor, 'coordinator') && (turn === 'coordinator' || late))

/** What waits for the actor: their own, what nobody took yet, and for a coordinator what is late or was left behind. Soonest first. */
export const alertsForMe = (actor: Actor, most: number) =>
  look(actor, alertVerbs['alert.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await openAlerts(db, actor.network, mostOpen)
    const mine = (await withFacts(db, actor.network, rows, now)).filter(row => isMine(actor, row))
    return {
      subject: 'risk.alerts/mine',
      detail: { shown: Math.min(mine.length, most) },
      reply: mine.slice(0, most)
    }
  })

/** For the rail: how many need somebody. */
export const countAlertsWithoutOwner = (actor: Actor): Promise<number> =>
  look(actor, alertVerbs['alert.list'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await db.row(sql<{ n: number }>`
      select count(*)::int as n from risk.alerts a
      where a.network_id = ${actor.network} and a.state <> 'closed' and not exists (
        select from access.circle_members m where m.network_id = a.network_id and m.circle_id = a.circle_id
          and m.account_id = a.owner and m.kind = 'member' and (m.until_at is null or m.until_at > now()))`)
    return { subject: 'risk.alerts/waiting', reply: found!.n }
  })
