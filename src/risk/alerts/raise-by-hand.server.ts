// Raising an alert oneself: from a report that is decided, from a case one works on, or from what one saw.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch, keysOf } from '#access/circles.server.ts'
import { look, work, type Read } from '#access/work.server.ts'
import { warningCircle } from '#access/warning-circle.server.ts'
import { isInCircle, isStaff, type Actor } from '#kernel/actor.ts'
import { idSchema, type CircleId, type FactId, type NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import type { AlertSource } from './codes.ts'
import { NewAlert, raiseAlert } from './raise.server.ts'
import { alertVerbs } from './verbs.ts'

const code = z.string().regex(/^[a-z]{2,20}-[0-9]{1,4}$/)

export const RaisedByHand = NewAlert.pick({
  kind: true,
  category: true,
  settlement: true,
  level: true
}).extend({
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('hand'), id: z.uuid() }),
    z.strictObject({ kind: z.literal('report'), code }),
    z.strictObject({ kind: z.literal('case'), code })
  ]),
  fact: idSchema<FactId>(),
  /** `{text}`: table 'risk.alert_facts', row `fact`, purpose 'note', rev 1. */
  words: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()
})
export type RaisedByHand = z.infer<typeof RaisedByHand>

type Found = { kind: AlertSource; id: string }

/** What the reader may open, by its code word; the alert keeps an id that tells nobody else anything. */
const sourceOf = async (db: Read, network: NetworkId, from: RaisedByHand['from']): Promise<Found> => {
  if (from.kind === 'hand') return from
  const found =
    from.kind === 'report'
      ? await db.row(sql<Found>`
          select case when exists (select from professionals.referred p where p.network_id = e.network_id and p.report_id = e.id)
            then 'professional' else 'report' end as kind, e.id
          from reports.envelopes e where e.network_id = ${network} and e.code = ${from.code}`)
      : await db.row(sql<Found>`
          select 'case' as kind, id from cases.cases where network_id = ${network} and code = ${from.code}`)
  if (!found) throw notFound()
  return found
}

/**
 * Throws not-found for a report or case that is not the actor's. `isNew` false: there was one from it already, by a colleague or by
 * these same words sent twice; nothing is changed.
 */
export const raiseByHand = (actor: Actor, input: RaisedByHand) =>
  work(actor, alertVerbs['alert.raise-by-hand'], async act => {
    if (!isStaff(actor)) throw notFound()
    const { from, fact, words, ...about } = input
    const { circle, epoch } = await warningCircle(act.db)
    if (words) checkEpoch(words.epoch, epoch)
    const source = await sourceOf(act.db, actor.network, from)
    const raised = await raiseAlert(act, actor, {
      ...about,
      source,
      why: { code: 'signs', params: {} },
      circle,
      words: words && { row: fact, ...words }
    })
    return { subject: `risk.alerts/${raised.alert}`, circle, detail: { source: source.kind }, reply: raised }
  })

/** What words for an alert that is not there yet are sealed with. */
export const warningKeys = (actor: Actor) =>
  look(actor, alertVerbs['alert.raise-by-hand'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { circle } = await warningCircle(db)
    return {
      subject: `access.circles/${circle}`,
      circle,
      reply: { circle, keys: await keysOf(db, actor, [circle]) }
    }
  })
export type WarningKeys = Awaited<ReturnType<typeof warningKeys>>

/** The alert that was raised from this report or case; null for whoever is not in the circle and raises none. */
export const alertFrom = (actor: Actor, from: { kind: 'report' | 'case'; code: string }) =>
  look(actor, alertVerbs['alert.list'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const own = await db.row(sql<{ circle: CircleId }>`select circle from access.warning_circle()`)
    const subject = 'risk.alerts/of-source'
    if (!own || !isInCircle(actor, own.circle)) return { subject, reply: null }
    const source = await sourceOf(db, actor.network, from)
    const found = await db.row(sql<{ id: string }>`
      select id from risk.alerts
      where network_id = ${actor.network} and source_kind = ${source.kind} and source_id = ${source.id}`)
    return { subject, reply: { circle: own.circle as string, id: found?.id ?? null } }
  })
