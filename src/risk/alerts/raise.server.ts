// Raising an alert, inside whatever recognised the risk: it is there exactly when that is there.
import { sql } from 'kysely'
import { z } from 'zod'
import { recordEntry } from '#audit/record.server.ts'
import { actorName, type Work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId, FactId } from '#kernel/id.ts'
import type { Sealed } from '#seal/types.ts'
import { dayOf } from '#services/index.ts'
import { riskCategories } from '../matrix.ts'
import { alertSources, signKinds } from './codes.ts'
import { dueAfter } from './deadlines.ts'
import { alertLevels, type AlertFact } from './facts.ts'
import { alertVerbs } from './verbs.ts'
import { AlertWhy } from './why.ts'

export const NewAlert = z.strictObject({
  kind: z.enum(signKinds),
  category: z.enum(riskCategories).nullable(),
  settlement: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .nullable(),
  level: z.enum(alertLevels),
  /** The same source is the same alert, however often it is raised. */
  source: z.strictObject({ kind: z.enum(alertSources), id: z.string().min(1).max(200) }),
  why: AlertWhy
})
export type NewAlert = z.infer<typeof NewAlert>

/** Words beside a fact: `{text}`, table 'risk.alert_facts', row of the fact, purpose 'note', rev 1. */
export type SealedWords = { row: FactId; epoch: number; sealed: Sealed<unknown> }

/**
 * Raises it, or finds that it was. The circle is the early-warning one (`warningCircle`), which the transaction enters: a field worker
 * who is not in it may raise and reads nothing back. Writes its own audit entry beside the caller's. An urgent one is mailed about at once.
 */
export const raiseAlert = async (
  { db, now, enterCircle, enqueue }: Pick<Work, 'db' | 'now' | 'enterCircle' | 'enqueue'>,
  actor: Actor,
  { circle, words, ...given }: NewAlert & { circle: CircleId; words?: SealedWords | undefined }
): Promise<{ alert: string; isNew: boolean }> => {
  const { kind, category, settlement, level, source, why } = NewAlert.parse(given)
  const { network } = actor
  await enterCircle(circle)
  const at = now.toISOString()
  const fact: AlertFact = {
    kind: 'alert-raised',
    id: words?.row ?? (crypto.randomUUID() as FactId),
    at,
    by: isStaff(actor) ? actor.account : null,
    level,
    dueAt: dueAfter(at, level)
  }
  const [raised] = await db.rows(sql<{ id: string }>`
    insert into risk.alerts (network_id, id, circle_id, source_kind, source_id, kind, category, settlement, level, why, raised_on, due_at)
    values (${network}, ${crypto.randomUUID()}, ${circle}, ${source.kind}, ${source.id}, ${kind}, ${category}, ${settlement}, ${level},
            ${JSON.stringify(why)}::jsonb, ${dayOf(at)}, ${fact.dueAt})
    on conflict (network_id, source_kind, source_id) do nothing returning id`)
  if (!raised) {
    const known = await db.row(sql<{ id: string }>`
      select id from risk.alerts
      where network_id = ${network} and source_kind = ${source.kind} and source_id = ${source.id}`)
    return { alert: known!.id, isNew: false }
  }
  await writeAlertFact(db, { network, circle, alert: raised.id }, fact, words)
  await recordEntry(db, {
    network,
    at: now,
    actor: actorName(actor),
    verb: alertVerbs['alert.raise'].verb,
    subject: `risk.alerts/${raised.id}`,
    circle,
    detail: { source: source.kind, level }
  })
  if (level === 'urgent')
    await enqueue('tell-urgent-alert', { network, circle }, { jobKey: `tell-urgent-alert:${circle}` })
  return { alert: raised.id, isNew: true }
}

/** Writes one fact; the words, if any, were sealed in the browser to this fact's row. */
export const writeAlertFact = (
  db: Work['db'],
  { network, circle, alert }: { network: string; circle: string; alert: string },
  { kind, id, at, by, ...detail }: AlertFact,
  words?: Pick<SealedWords, 'epoch' | 'sealed'>
) =>
  db.run(sql`
    insert into risk.alert_facts (network_id, id, circle_id, alert_id, kind, at, account_id, detail, epoch, sealed)
    values (${network}, ${id}, ${circle}, ${alert}, ${kind}, ${at}, ${by}, ${JSON.stringify(detail)}::jsonb,
            ${words?.epoch ?? null}, ${words ? Buffer.from(words.sealed) : null})`)
