import { accessVerbs } from '#access/permissions.ts'
import { look } from '#access/work.server.ts'
import { listEntries } from '#audit/list-entries.server.ts'
import { verifyAudit } from '#audit/verify.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { openHouse } from './house.server.ts'

/** What was done in the reader's circles: for a coordinator the network's own affairs, never a case team's. */
export const readAudit = (actor: Actor) =>
  look(actor, accessVerbs['audit.read'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const entries = await listEntries(db, actor.network, actor.circles)
    return {
      subject: 'audit.entries/list',
      circle: actor.circles[0] ?? null,
      detail: { shown: entries.length },
      reply: { entries }
    }
  })

/** Recomputes the whole chain. The reader learns how many entries there are and how many places are broken, no more. */
export const checkChain = async (actor: Actor) => {
  const { database } = await openHouse()
  return look(actor, accessVerbs['audit.read'], async () => {
    const { entries, faults } = await verifyAudit(database, actor.network)
    return {
      subject: 'audit.links/verify',
      detail: { entries, faults: faults.length },
      reply: { entries, faults: faults.length }
    }
  })
}
