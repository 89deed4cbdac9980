// Alerts as they stand. Row security has already taken away what is not the actor's: here "no row" is "not found".
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { AccountId, CircleId, FactId, NetworkId } from '#kernel/id.ts'
import { base64url } from '#seal/bytes.ts'
import { addMonths, dayOf } from '#services/index.ts'
import type { RiskCategory } from '../matrix.ts'
import type { AlertSource, SignKind } from './codes.ts'
import { wordsKeptMonths } from './deadlines.ts'
import { foldAlert, ownerOf, type Alert, type AlertFact } from './facts.ts'
import type { AlertWhy } from './why.ts'

/** What an alert is about: fixed when it was raised. */
export type AlertAbout = {
  id: string
  source: AlertSource
  kind: SignKind
  category: RiskCategory | null
  settlement: string | null
  why: AlertWhy
  raisedOn: string
}
export type AlertRow = AlertAbout & {
  sourceId: string
  circle: CircleId
  /** Of the circle, now. */
  epoch: number
  steps: number
  /** Its owner still belongs to the circle. */
  ownerIsHere: boolean
}

const columns = sql`
  a.id, a.source_kind as source, a.source_id as "sourceId", a.kind, a.category, a.settlement, a.why, a.raised_on::text as "raisedOn",
  a.circle_id as circle, c.epoch, a.steps, exists (
    select from access.circle_members m where m.network_id = a.network_id and m.circle_id = a.circle_id and m.account_id = a.owner
      and m.kind = 'member' and (m.until_at is null or m.until_at > now())) as "ownerIsHere"
  from risk.alerts a join access.circles c on c.network_id = a.network_id and c.id = a.circle_id`

export const getAlert = async (db: Read, network: NetworkId, id: string): Promise<AlertRow> => {
  const found = await db.row(
    sql<AlertRow>`select ${columns} where a.network_id = ${network} and a.id = ${id}`
  )
  if (!found) throw notFound()
  return found
}

/** The same, held until the transaction ends: two at once take turns, and the second is judged by what the first wrote. */
export const getAlertToChange = async (db: Write, network: NetworkId, id: string): Promise<AlertRow> => {
  await db.rows(sql`select 1 from risk.alerts where network_id = ${network} and id = ${id} for update`)
  return getAlert(db, network, id)
}

/** The open ones, what is due soonest first. */
export const openAlerts = (db: Read, network: NetworkId, most: number) =>
  db.rows(sql<AlertRow>`
    select ${columns} where a.network_id = ${network} and a.state <> 'closed' order by a.due_at, a.id limit ${most}`)

/** The closed ones, last closed first. */
export const closedAlerts = (db: Read, network: NetworkId, most: number) =>
  db.rows(sql<AlertRow>`
    select ${columns} where a.network_id = ${network} and a.state = 'closed' order by a.closed_on desc, a.id limit ${most}`)

export type Words = { epoch: number; sealed: string }
export type FactsOfAlert = { facts: AlertFact[]; words: Record<string, Words>; alert: Alert }
type FactRow = {
  alert: string
  id: FactId
  kind: string
  at: Date
  by: AccountId | null
  detail: object
  epoch: number | null
  sealed: Uint8Array | null
}

export const factsOfAlerts = async (
  db: Read,
  network: NetworkId,
  alerts: readonly string[]
): Promise<Map<string, FactsOfAlert>> => {
  const rows = await db.rows(sql<FactRow>`
    select alert_id as alert, id, kind, at, account_id as by, detail, epoch, sealed from risk.alert_facts
    where network_id = ${network} and alert_id = any(${alerts}::uuid[]) order by no`)
  const by = Map.groupBy(rows, row => row.alert)
  return new Map(
    [...by].map(([alert, own]) => {
      const facts = own.map(
        r => ({ kind: r.kind, id: r.id, at: r.at.toISOString(), by: r.by, ...r.detail }) as AlertFact
      )
      const folded = foldAlert(facts)
      if (!folded) throw notFound()
      const words = Object.fromEntries(
        own.flatMap(r =>
          r.sealed && r.epoch ? [[r.id, { epoch: r.epoch, sealed: base64url(r.sealed) }] as const] : []
        )
      )
      return [alert, { facts, words, alert: folded }]
    })
  )
}

/** Who can own an alert: the members of its circle, by name. */
export const membersOf = (db: Read, network: NetworkId, circle: CircleId) =>
  db.rows(sql<{ id: AccountId; name: string; coordinator: boolean }>`
    select p.id, p.name, exists (
      select from identity.memberships r where r.network_id = p.network_id and r.person_id = p.id and r.role = 'coordinator'
        and r.until_at is null) as coordinator
    from access.circle_members m join identity.people p on p.network_id = m.network_id and p.id = m.account_id and p.left_at is null
    where m.network_id = ${network} and m.circle_id = ${circle} and m.kind = 'member' and (m.until_at is null or m.until_at > now())
    order by p.name`)
export type Member = Awaited<ReturnType<typeof membersOf>>[number]

/** What lists and counts show of it, as it is after the last fact. */
export const writeStanding = (
  db: Write,
  network: NetworkId,
  id: string,
  { alert, steps }: { alert: Alert; steps: number }
) => {
  const ending = alert.state === 'closed' ? alert.ending : undefined
  const closedOn = alert.state === 'closed' ? dayOf(alert.closedAt) : null
  const reason =
    ending?.outcome === 'did-not'
      ? ending.notARisk
      : ending?.outcome === 'cannot-be-known'
        ? ending.unknowable
        : undefined
  return db.run(sql`
    update risk.alerts set state = ${alert.state}, owner = ${ownerOf(alert) ?? null},
      due_at = ${alert.state === 'closed' ? null : alert.dueAt}, outcome = ${ending?.outcome ?? null}, reason = ${reason ?? null},
      closed_on = ${closedOn}, erase_on = ${closedOn && addMonths(closedOn, wordsKeptMonths)}, steps = ${steps}
    where network_id = ${network} and id = ${id}`)
}
