// The unit of work: the only way to a database handle. One promise decides commit and reply; the audit entry is what the
// body returns, so a use case that forgets it does not compile.
import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import { isUuid, type CircleId, type NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import type { Json } from '#audit/entry.ts'
import { recordEntry } from '#audit/record.server.ts'
import { now } from '#platform/clock.server.ts'
import { readHandle, writeHandle, type Read, type Write } from '#platform/handles.ts'
import type { Database, Role as DatabaseRole } from '#platform/db.server.ts'
import { enqueue as enqueueJob } from '#platform/jobs.server.ts'
import type { Settings } from '#platform/transaction.server.ts'
import { may, type Permission } from './verbs.ts'

export type Work = {
  db: Write
  now: Date
  /** A circle made in this transaction is entered by its maker until the transaction ends. */
  enterCircle(circle: CircleId): Promise<void>
  /** Leaves only if the transaction commits. Payloads hold ids, never words. */
  enqueue(task: string, payload: Record<string, string>): Promise<void>
}
export type Look = { db: Read; now: Date }

/**
 * What the audit entry says, and the reply. `subject` is `schema.table/id`. `byTheDay`: the entry keeps no hour, because the
 * act has the hour of somebody outside: an operator who saves a call, whose telephone bill has the same one.
 */
export type Done<T> = { subject: string; circle?: CircleId | null; detail?: Json; byTheDay?: true; reply: T }

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
      enqueue: (task, payload) => enqueueJob(tx, task, payload)
    })
    await recordEntry(writeHandle(tx), {
      network: actor.network,
      at: timeKept(actor, done, at),
      actor: actorName(actor),
      verb: permission.verb,
      subject: done.subject,
      circle: done.circle ?? null,
      detail: done.detail ?? {}
    })
    return done.reply
  })
}

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
  await database.transaction(roleOf[actor.kind], settings, tx =>
    recordEntry(writeHandle(tx), {
      network: actor.network,
      at: timeKept(actor, done, at),
      actor: actorName(actor),
      verb: permission.verb,
      subject: done.subject,
      circle: done.circle ?? null,
      detail: done.detail ?? {}
    })
  )
  return done.reply
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

/**
 * Keeps the actor's own unfinished work, sealed to their own key. No circle is set, so nothing but rows of the account itself is
 * within reach; and no entry is written: twenty a minute would bury the others and give away the pace of a conversation.
 */
export const keepOwn = async <T>(
  actor: Actor,
  permission: Permission,
  body: (own: { db: Write; now: Date }) => Promise<T>
): Promise<T> => {
  if (!may(actor, permission) || actor.kind !== 'staff') throw notFound()
  return database.transaction('app', { network: actor.network, account: actor.account }, tx =>
    body({ db: writeHandle(tx), now: now() })
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
    body({ db: writeHandle(tx), now: now(), enqueue: (task, payload) => enqueueJob(tx, task, payload) })
  )

/** Finding a report by its receipt happens before there is a reporter. */
export const findByReceipt = <T>(
  network: NetworkId,
  receipt: string,
  body: (look: Look) => Promise<T>
): Promise<T> =>
  database.read('receipt', { network, receipt }, tx => body({ db: readHandle(tx), now: now() }))

/** What the public does is kept by the day: an hour can point to a person. */
const timeKept = (actor: Actor, { byTheDay }: Pick<Done<unknown>, 'byTheDay'>, at: Date) =>
  (actor.kind === 'staff' || actor.kind === 'system') && !byTheDay ? at : startOfDay(at)
const startOfDay = (at: Date) => new Date(`${at.toISOString().slice(0, 10)}T00:00:00.000Z`)
