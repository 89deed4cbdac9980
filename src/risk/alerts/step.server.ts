// Everything that is done to an alert: one fact, decided by the rules of steps.ts, with words sealed in the browser beside it.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work, type Write } from '#access/work.server.ts'
import { hasRole, isStaff, type Actor } from '#kernel/actor.ts'
import { idSchema, type AccountId, type CircleId, type FactId, type NetworkId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { Day } from '#services/index.ts'
import {
  actionKinds,
  alertReopeningReasons,
  extensionReasons,
  notARiskReasons,
  unknowableReasons
} from './codes.ts'
import { dueAfter, endOfDay } from './deadlines.ts'
import type { AlertFact, AlertLevel } from './facts.ts'
import { writeAlertFact } from './raise.server.ts'
import { factsOfAlerts, getAlertToChange, writeStanding } from './rows.server.ts'
import { recordOnAlert } from './steps.ts'
import { alertVerbs } from './verbs.ts'

/** `{text}`: table 'risk.alert_facts', row `fact`, purpose 'note', rev 1. */
const words = z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })
const base = {
  fact: idSchema<FactId>(),
  /** How many facts stood on the screen. */
  seen: z.int().positive(),
  words: words.optional()
}
const closed = { ...base, do: z.literal('close') }

export const AlertStepInput = z.union([
  z.strictObject({ ...base, do: z.literal('take') }),
  z.strictObject({ ...base, do: z.literal('give'), to: idSchema<AccountId>() }),
  z.strictObject({ ...base, do: z.literal('plan'), action: z.enum(actionKinds), until: Day }),
  z.strictObject({ ...base, do: z.literal('note'), words }),
  z.strictObject({ ...base, do: z.literal('extend'), until: Day, reason: z.enum(extensionReasons) }),
  z.strictObject({ ...closed, outcome: z.enum(['came-true', 'prevented']) }),
  z.strictObject({ ...closed, outcome: z.literal('did-not'), notARisk: z.enum(notARiskReasons).optional() }),
  z.strictObject({ ...closed, outcome: z.literal('cannot-be-known'), unknowable: z.enum(unknowableReasons) }),
  z.strictObject({ ...base, do: z.literal('reopen'), reason: z.enum(alertReopeningReasons) })
])
export type AlertStepInput = z.infer<typeof AlertStepInput>

const verbOf = {
  take: alertVerbs['alert.take'],
  give: alertVerbs['alert.give'],
  plan: alertVerbs['alert.plan'],
  note: alertVerbs['alert.note'],
  extend: alertVerbs['alert.extend'],
  close: alertVerbs['alert.close'],
  reopen: alertVerbs['alert.reopen']
} as const satisfies Record<AlertStepInput['do'], unknown>

type By = { at: string; by: AccountId; level: AlertLevel; zone: string }

const factOf = (input: AlertStepInput, { at, by, level, zone }: By): AlertFact => {
  const own = { id: input.fact, at, by }
  const dueAt = dueAfter(at, level)
  switch (input.do) {
    case 'take':
      return { kind: 'alert-taken', ...own, dueAt }
    case 'give':
      return { kind: 'alert-given', ...own, to: input.to, dueAt }
    case 'plan': {
      const { action, until } = input
      return { kind: 'action-planned', ...own, action, until, dueAt: endOfDay(until, zone) }
    }
    case 'note':
      return { kind: 'note-added', ...own }
    case 'extend': {
      const { until, reason } = input
      return { kind: 'deadline-extended', ...own, until, reason, dueAt: endOfDay(until, zone) }
    }
    case 'close': {
      const { do: _do, fact: _fact, seen: _seen, words: _words, ...ending } = input
      return { kind: 'alert-closed', ...own, ...ending }
    }
    case 'reopen':
      return { kind: 'alert-reopened', ...own, reason: input.reason, dueAt }
  }
}

const mustBeMember = async (db: Write, network: NetworkId, circle: CircleId, account: AccountId) => {
  const found = await db.row(sql`
    select 1 from access.circle_members where network_id = ${network} and circle_id = ${circle} and account_id = ${account}
      and kind = 'member' and (until_at is null or until_at > now())`)
  if (!found) throw notFound()
}

/**
 * One step on an alert. Throws what the rules say (`alert.someone-elses`, `alert.not-yours`, …), and `common.changed-by-other` when
 * something was written that was not on the screen. Closing what is nobody's takes it first: whoever says it is no risk answers for it.
 */
export const stepOnAlert = (actor: Actor, id: string, input: AlertStepInput, zone: string) =>
  work(actor, verbOf[input.do], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const row = await getAlertToChange(db, network, id)
    const known = (await factsOfAlerts(db, network, [row.id])).get(row.id)!
    const subject = `risk.alerts/${row.id}`
    // sent again after a broken line: it is the same step
    if (known.facts.some(fact => fact.id === input.fact && fact.by === account))
      return { subject, circle: row.circle, reply: { steps: row.steps } }
    if (input.words) checkEpoch(input.words.epoch, row.epoch)
    if (input.do === 'give') await mustBeMember(db, network, row.circle, input.to)
    const by = { at: now.toISOString(), by: account, level: known.alert.level, zone }
    const nobodys = known.alert.state === 'waiting' || (known.alert.state !== 'closed' && !row.ownerIsHere)
    const taking: AlertFact[] =
      input.do === 'close' && nobodys
        ? [factOf({ do: 'take', fact: crypto.randomUUID() as FactId, seen: input.seen }, by)]
        : []
    let after = known
    for (const fact of [...taking, factOf(input, by)]) {
      const who = {
        account,
        coordinator: hasRole(actor, 'coordinator'),
        ownerIsHere: row.ownerIsHere || after !== known
      }
      const done = orThrow(recordOnAlert(after.facts, fact, who))
      after = { ...after, facts: [...done.facts], alert: done.after }
    }
    // after the rules, whose word says more; a note stands beside anything
    if (input.do !== 'note' && input.seen !== known.facts.length)
      throw problem('common.changed-by-other', 409)
    for (const fact of after.facts.slice(known.facts.length))
      await writeAlertFact(
        db,
        { network, circle: row.circle, alert: row.id },
        fact,
        fact.id === input.fact ? input.words : undefined
      )
    const steps = after.facts.length
    await writeStanding(db, network, row.id, { alert: after.alert, steps })
    return {
      subject,
      circle: row.circle,
      detail: { step: input.do, ...(input.do === 'give' ? { to: input.to } : {}) },
      reply: { steps }
    }
  })
