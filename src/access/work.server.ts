// The unit of work: the only way to a database handle. One promise decides commit and reply; the audit entry is what the
// body returns, so a use case that forgets it does not compile.
import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import { isUuid, type CircleId, type NetworkId, type ReportId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import type { Json } from '#audit/entry.ts'
import { entryStatement } from '#audit/record.server.ts'
import { now } from '#platform/clock.server.ts'
import { readHandle, writeHandle, type Read, type Write } from '#platform/handles.ts'
import type { Database, Role as DatabaseRole } from '#platform/db.server.ts'
import { enqueue as enqueueJob } from '#platform/jobs.server.ts'
import { withCommit, type Settings, type Tx } from '#platform/transaction.server.ts'
import { may, type Permission } from './verbs.ts'

export type Work = {
  db: Write
  now: Date
  /** A circle made in this transaction is entered by its maker until the transaction ends. */
  enterCircle(circle: CircleId): Promise<void>
  /** Leaves only if the transaction commits. Payloads hold ids, never words. A second job with `jobKey` replaces the first. */
  enqueue(
    task: string,
    payload: Record<string, string | number>,
    when?: { runAt?: Date; jobKey?: string }
  ): Promise<void>
}
export type Look = { db: Read; now: Date }

/** What the audit entry says, and the reply. `subject` is `schema.table/id`. */
export type Done<T> = { subject: string; circle?: CircleId | null; detail?: Json; reply: T }

export type { Read, Sql, Write } from '#platform/handles.ts'

let database: Database
export const useDatabase = (opened: Database) => void (database = opened)

const roleOf = {
  staff: 'app',
  anonymous: 'public',
  reporter: 'receipt',
  system: 'app'
} as const satisfies Record<Actor['kind'], DatabaseRole>

const settingsOf = (actor: Actor): Settings => ({
  network: actor.network,
  circles: actor.kind === 'staff' || actor.kind === 'anonymous' ? actor.circles : [],
  kept: actor.kind === 'staff' ? actor.kept : [],
  account: actor.kind === 'staff' ? actor.account : undefined,
  report: actor.kind === 'reporter' ? actor.report : undefined
})

export const actorName = (actor: Actor): string =>
  actor.kind === 'staff' ? `acc:${actor.account}` : actor.kind

/**
 * Does something: checks the verb, opens one transaction as the actor's database role with the actor's circles, runs the
 * body, writes the audit entry, commits, replies. Throws Problem; a forbidden verb answers like a thing that does not exist.
 */
export const work = async <T>(
  actor: Actor,
  permission: Permission,
  body: (work: Work) => Promise<Done<T>>
): Promise<T> => {
  if (!may(actor, permission)) throw notFound()
  const at = now()
  return database.transaction(roleOf[actor.kind], settingsOf(actor), async tx => {
    const circles = [...(settingsOf(actor).circles ?? [])]
    const done = await body({
      db: writeHandle(tx),
      now: at,
      enterCircle: async circle => {
        if (!isUuid(circle)) throw notFound()
        circles.push(circle)
        await sql`select set_config('fener.circles', ${circles.join(',')}, true)`.execute(tx)
      },
      enqueue: (task, payload, when) => enqueueJob(tx, task, payload, when)
    })
    await enter(tx, actor, permission, at, done)
    return done.reply
  })
}

const enter = (tx: Tx, actor: Actor, { verb }: Permission, at: Date, done: Done<unknown>) =>
  withCommit(
    tx,
    entryStatement({
      network: actor.network,
      // what the public does is kept by the day: an hour can point to a person
      at: actor.kind === 'staff' || actor.kind === 'system' ? at : startOfDay(at),
      actor: actorName(actor),
      verb,
      subject: done.subject,
      circle: done.circle ?? null,
      detail: done.detail ?? {}
    })
  )

/** Sees protected things: the reading runs read-only, the entry is committed before the reply leaves. */
export const look = async <T>(
  actor: Actor,
  permission: Permission,
  body: (look: Look) => Promise<Done<T>>
): Promise<T> => {
  if (!may(actor, permission)) throw notFound()
  const at = now()
  const settings = settingsOf(actor)
  const done = await database.read(roleOf[actor.kind], settings, tx => body({ db: readHandle(tx), now: at }))
  await database.transaction(roleOf[actor.kind], settings, tx => enter(tx, actor, permission, at, done))
  return done.reply
}

/**
 * Takes in a piece of something that nobody can see before a report names it: no entry, or anyone could fill the log. One
 * statement, as the public's role. What it belongs to is entered when the report arrives.
 */
export const takeIn = async (
  actor: Actor,
  permission: Permission,
  body: (work: Pick<Work, 'db' | 'now'>) => Promise<unknown>
): Promise<void> => {
  if (!may(actor, permission)) throw notFound()
  await database.transaction(roleOf[actor.kind], settingsOf(actor), tx =>
    body({ db: writeHandle(tx), now: now() })
  )
}

/**
 * Goes on with a look whose entry is already written: the further parts of a file, which stay closed without the first (it holds
 * the key to the rest, and was entered). Or asks whether a row is within reach before something long whose entry comes at its
 * end. Never the first thing that is read of anything.
 */
export const lookOn = async <T>(
  actor: Actor,
  permission: Permission,
  body: (look: Look) => Promise<T>
): Promise<T> => {
  if (!may(actor, permission)) throw notFound()
  return database.read(roleOf[actor.kind], settingsOf(actor), tx => body({ db: readHandle(tx), now: now() }))
}

/** Reads what the whole network shares (plan, people). No circle is set, so no protected row can be seen: nothing to audit. */
export const browse = async <T>(
  actor: Actor,
  permission: Permission,
  body: (look: Look) => Promise<T>
): Promise<T> => {
  if (!may(actor, permission)) throw notFound()
  return database.read(
    'app',
    { network: actor.network, account: actor.kind === 'staff' ? actor.account : undefined },
    tx => body({ db: readHandle(tx), now: now() })
  )
}

/** What the public pages show: the reader's role sees published things only. */
export const readPublic = <T>(network: NetworkId | null, body: (look: Look) => Promise<T>): Promise<T> =>
  database.read('reader', network ? { network } : {}, tx => body({ db: readHandle(tx), now: now() }))

/** Counts over a whole network, coded columns only. What leaves must pass `kernel/small-numbers.ts`. */
export const count = <T>(network: NetworkId, body: (look: Look) => Promise<T>): Promise<T> =>
  database.read('statistics', { network }, tx => body({ db: readHandle(tx), now: now() }))

/** Sign-in tables: used by `identity` alone, before there is an actor. */
export const identify = <T>(
  network: NetworkId | null,
  body: (work: Omit<Work, 'enterCircle'>) => Promise<T>
): Promise<T> =>
  database.transaction('identity', network ? { network } : {}, tx =>
    body({
      db: writeHandle(tx),
      now: now(),
      enqueue: (task, payload, when) => enqueueJob(tx, task, payload, when)
    })
  )

/** Finding a report by its receipt happens before there is a reporter. */
export const findByReceipt = <T>(
  network: NetworkId,
  receipt: string,
  body: (look: Look) => Promise<T>
): Promise<T> =>
  database.read('receipt', { network, receipt }, tx => body({ db: readHandle(tx), now: now() }))

/** What the jobs' own role may: which circles have something waiting, and clearing away what no report names. No content. */
export const tidy = <T>(body: (work: Pick<Work, 'db' | 'now'>) => Promise<T>): Promise<T> =>
  database.transaction('jobs', {}, tx => body({ db: writeHandle(tx), now: now() }))

/** The chain of who saw and did what, as the auditor reads it: entries and hashes, no protected row. */
export const readChain = <T>(network: NetworkId, body: (look: Look) => Promise<T>): Promise<T> =>
  database.read('auditor', { network }, tx => body({ db: readHandle(tx), now: now() }))

/**
 * One report's row as its reporter's role sees it, for whoever shows a proof of filing which this installation signed: the
 * signature must have been checked before. Nothing sealed may leave through this, only what is compared with the proof.
 */
export const readUnderProof = <T>(
  network: NetworkId,
  report: ReportId,
  body: (look: Look) => Promise<T>
): Promise<T> => database.read('receipt', { network, report }, tx => body({ db: readHandle(tx), now: now() }))

const startOfDay = (at: Date) => new Date(`${at.toISOString().slice(0, 10)}T00:00:00.000Z`)
