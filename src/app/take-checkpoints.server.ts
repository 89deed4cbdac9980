// Every day: where each network's log stands, kept, published at /checkpoints.txt and mailed to those who watch over it.
import { accessVerbs } from '#access/permissions.ts'
import { work } from '#access/work.server.ts'
import { filledTo, stride } from '#audit/checkpoint.ts'
import { linkWaiting } from '#audit/link.server.ts'
import { fillChain, lengthOfChain, takeCheckpoint } from '#audit/take-checkpoint.server.ts'
import { askToMailCheckpoint } from '#identity/mail-checkpoint.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import type { Config } from '#platform/config.server.ts'
import type { Database } from '#platform/db.server.ts'
import { now } from '#platform/clock.server.ts'
import { eachNetwork } from './each-network.server.ts'

export const takeCheckpoints = (database: Database, config: Pick<Config, 'smtpUrl'>): Promise<void> =>
  eachNetwork(async system => {
    const at = now()
    const { takenAt } = await lengthOfChain(database, system.network)
    // tried again after a failure further on: today's stands already
    const today = takenAt?.toISOString().slice(0, 10) === at.toISOString().slice(0, 10)
    if (!today) {
      const end = await fill(database, system)
      await linkUpTo(database, system, end)
      await takeCheckpoint(database, system.network, at, stride)
    }
    if (config.smtpUrl !== undefined) await askToMailCheckpoint(system.network)
  })

/** The act itself is the last entry of the filling. Gives the length of the chain after it. */
const fill = async (database: Database, system: SystemActor): Promise<number> => {
  const { length, checkpoint } = await lengthOfChain(database, system.network)
  const end = filledTo(length + 1, checkpoint)
  await work(system, accessVerbs['audit.checkpoint'], async ({ db, now }) => {
    await fillChain(db, system.network, now, end - length - 1)
    return { subject: 'audit.checkpoints', reply: null }
  })
  return end
}

/**
 * The linker runs by itself; here it is not waited for, and two of them take turns. A chain somebody meddles with may never
 * reach its end: then the checkpoint stands at the newest full hundred there is.
 */
const linkUpTo = async (database: Database, { network }: SystemActor, end: number) => {
  for (let rounds = 0; rounds < 100; rounds++) {
    await linkWaiting(database)
    if ((await lengthOfChain(database, network)).linked >= end) return
  }
}
