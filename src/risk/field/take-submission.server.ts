// Something filled in arrives, from one of our phones or from another client of the standard. The same id twice is one submission with the
// same answer, so a phone that was switched off in between sends again and nothing stands there twice.
import { sql } from 'kysely'
import { warningCircle } from '#access/warning-circle.server.ts'
import { browse, work, type Work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { addPeriod } from '#cases/index.ts'
import { keptFor } from '#cases/index.server.ts'
import { dayIn } from '#kernel/day.ts'
import { addDays } from '#kernel/period.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import { recipientCount, seal, type Sealed } from '#seal/index.ts'
import { raiseAlert } from '../alerts/raise.server.ts'
import type { ArrivedSubmission } from '../forms/hand-over.ts'
import type { RiskCategory } from '../matrix.ts'
import { clockOff, filledDay } from './clock.ts'
import { openEnvelope } from './door.server.ts'
import { answersPlace, type Answers, type Envelope, type SentSubmission } from './submission.ts'
import { fieldVerbs } from './verbs.ts'

export type NewSubmission = {
  id: string
  circle: string
  epoch: number
  sealed: Sealed<unknown>
  envelope: Envelope
  mode: 'field' | 'openrosa'
  /** Of the clock that said the day. */
  phoneNow: Date
  /** The first day of that phone; undefined for clients we did not set up. */
  firstDay?: string | undefined
}

export type Taken = { clockOff: number }

/**
 * Keeps a submission. Accepts an earlier key of the circle (the phone was away when it changed, and cannot seal again) and an earlier version of
 * the form. Throws `field.circle` for a key this circle never had, `report.wrong-recipients`, `field.unknown-settlement`.
 */
export const takeSubmission = (
  actor: Actor,
  input: NewSubmission,
  place: { timezone: string; settlements: readonly string[] }
): Promise<Taken> =>
  work(actor, fieldVerbs['field.submit'], async inside => {
    if (!isStaff(actor)) throw notFound()
    const { settlement } = input.envelope
    if (settlement !== null && !place.settlements.includes(settlement))
      throw problem('field.unknown-settlement', 422)
    if (recipientCount(input.sealed) !== 1) throw problem('report.wrong-recipients', 400)
    const { circle, epoch } = await warningCircle(inside.db)
    if (input.circle !== circle || input.epoch > epoch) throw problem('field.circle', 409)
    await inside.enterCircle(circle)
    const off = clockOff(input.phoneNow, inside.now)
    const kept = await keep(inside, actor, input, { circle, off, today: dayIn(inside.now, place.timezone) })
    if (kept) await warn(inside, actor, input, circle)
    return {
      subject: `risk.submissions/${input.id}`,
      circle,
      detail: { mode: input.mode, level: input.envelope.level, again: !kept, clockOff: off },
      reply: { clockOff: off }
    }
  })

const keep = async (
  { db }: Work,
  actor: StaffActor,
  { id, epoch, sealed, envelope, mode, firstDay }: NewSubmission,
  { circle, off, today }: { circle: CircleId; off: number; today: string }
): Promise<boolean> => {
  const keptOn = await keptFor(db, actor.network, 'keep-submission')
  const day = filledDay(envelope.saidOn, { off, today, firstDay: firstDay ?? '2000-01-01' })
  const row = await db.row(sql`
    insert into risk.submissions (network_id, id, circle_id, epoch, form_id, form_version, matrix_id, matrix_version, filled_on, said_on,
      arrived_on, mode, language, category, settlement, level, informed, sent_by, sealed, erase_on)
    values (${actor.network}, ${id}, ${circle}, ${epoch}, ${envelope.formId}, ${envelope.formVersion}, ${envelope.matrix?.id ?? null},
      ${envelope.matrix?.version ?? null}, ${day.filledOn}, ${day.saidOn}, ${today}, ${mode}, ${envelope.language}, ${envelope.category},
      ${envelope.settlement}, ${envelope.level}, ${envelope.informed}, ${actor.account}, ${Buffer.from(sealed)}, ${addPeriod(today, keptOn(today))})
    on conflict (network_id, id) do nothing returning id`)
  return row !== undefined
}

/** A level that does not wait for the next count. `watch` is looked at in the counts; which rules held is sealed with the answers. */
const warn = async (act: Work, actor: StaffActor, { id, envelope }: NewSubmission, circle: CircleId) => {
  const { level, matrix, settlement } = envelope
  if (matrix === null || (level !== 'risk' && level !== 'urgent')) return
  const scored = await act.db.row(sql<{ category: RiskCategory }>`
    select category from risk.matrices where network_id = ${actor.network} and id = ${matrix.id} and state in ('in-force', 'replaced')`)
  // nobody is warned by a matrix that nobody put in force
  if (!scored) return
  await raiseAlert(act, actor, {
    kind: 'several',
    category: scored.category,
    settlement,
    level,
    source: { kind: 'submission', id },
    why: { code: 'score', params: { level, version: matrix.version, rules: [] } },
    circle
  })
}

/** As a phone of ours sends it: the coded columns come sealed to the server. */
export const takeFromPhone = async (
  actor: Actor,
  { phoneNow, envelope, ...sent }: SentSubmission,
  { firstDay, ...place }: { timezone: string; settlements: readonly string[]; firstDay: string | undefined }
): Promise<Taken> =>
  takeSubmission(
    actor,
    {
      ...sent,
      envelope: await openEnvelope(envelope, { network: actor.network, ...sent }),
      phoneNow: new Date(phoneNow),
      mode: 'field',
      firstDay
    },
    place
  )

/** From a client that cannot seal: sealed here, at once, as a phone of ours would have. */
export const takeFromOpenRosa = async (
  actor: Actor,
  arrived: ArrivedSubmission,
  place: { timezone: string; settlements: readonly string[] },
  phoneNow: Date
): Promise<Taken> => {
  const { id, xml, score, ...told } = arrived
  const { circle, epoch, recipient } = await browse(actor, fieldVerbs['field.submit'], ({ db }) =>
    warningCircle(db)
  )
  const answers: Answers = {
    form: { id: told.formId, version: told.formVersion },
    xml,
    notKnown: [],
    notSaid: [],
    language: told.language,
    interpreter: null,
    score,
    handOver: null
  }
  // a phone of theirs was set up we do not know when: longer ago than a year is a clock's fault
  const yearBefore = addDays(dayIn(now(), place.timezone), -366)
  const where = { network: actor.network, id, circle, epoch }
  const sealed = await seal<unknown>(answers, { ...answersPlace(where), at: null, recipients: [recipient] })
  return takeSubmission(
    actor,
    { id, circle, epoch, sealed, envelope: told, mode: 'openrosa', phoneNow, firstDay: yearBefore },
    place
  )
}
