// A draft of a matrix is tried on what was answered in the last twelve months: sealed as it is, a part at a time, opened and scored in the
// browser of whoever is in the early-warning circle, and kept nowhere. Which ones went out is entered.
import { sql } from 'kysely'
import { z } from 'zod'
import { keysOf, type CircleKeys } from '#access/circles.server.ts'
import { may } from '#access/verbs.ts'
import { warningCircle } from '#access/warning-circle.server.ts'
import { browse, look } from '#access/work.server.ts'
import { isInCircle, isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { addMonths } from '#services/index.ts'
import type { SignTie } from '../forms/sign-ties.ts'
import { tiesOf } from '../forms/ties-of.ts'
import type { RiskCategory } from '../matrix.ts'
import { matrixVerbs } from '../matrices/verbs.ts'
import { fieldVerbs } from './verbs.ts'

const atOnce = 40

export const AskedForYear = z.strictObject({
  /** The last one that came; null: from the newest on. */
  after: z.strictObject({ on: z.iso.date(), id: z.uuid() }).nullable()
})

export type SealedLine = {
  id: string
  circle: string
  epoch: number
  filledOn: string
  settlement: string | null
  /** The row of the form it was filled in by. */
  form: string
  sealed: string
}
export type PartOfYear = {
  lines: SealedLine[]
  /** By the row of the form. */
  ties: Record<string, SignTie[]>
  keys: CircleKeys
  /** How many there are in all, and whether this is the last part. */
  all: number
  more: boolean
}

/** Undefined: somebody who tries matrices out, and is in the circle. `role`: nothing is said of it at all. */
export const whyNoYear = async (actor: Actor): Promise<'role' | 'circle' | undefined> => {
  if (!may(actor, fieldVerbs['submission.try']) || !isStaff(actor)) return 'role'
  const circle = await browse(actor, matrixVerbs['matrix.read'], ({ db }) =>
    db.row(sql<{ circle: CircleId }>`select circle from access.warning_circle()`)
  )
  return circle && isInCircle(actor, circle.circle) ? undefined : 'circle'
}

/** Throws notFound outside the circle. Forms count to a category by the matrix they were made from or tied to, whichever its version. */
export const answersOfYear = (
  actor: Actor,
  category: RiskCategory,
  { after }: z.infer<typeof AskedForYear>,
  timezone: string
): Promise<PartOfYear> =>
  look(actor, fieldVerbs['submission.try'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { circle } = await warningCircle(db)
    if (!isInCircle(actor, circle)) throw notFound()
    const from = addMonths(dayIn(now, timezone), -12)
    const ofYear = sql`
      from risk.submissions s
      join risk.forms f on f.network_id = s.network_id and f.form_id = s.form_id and f.version = s.form_version
      join risk.matrices m on m.network_id = f.network_id and m.id = f.matrix_id
      where s.network_id = ${actor.network} and s.circle_id = ${circle} and m.category = ${category}
        and s.filled_on > ${from}`
    const [{ all } = { all: 0 }] = await db.rows(sql<{ all: number }>`select count(*)::int as all ${ofYear}`)
    const rows = await db.rows(sql<Omit<SealedLine, 'sealed'> & { sealed: Uint8Array }>`
      select s.id, s.circle_id as circle, s.epoch, s.filled_on::text as "filledOn", s.settlement, f.id as form, s.sealed ${ofYear}
        and (${after?.on ?? null}::date is null or (s.filled_on, s.id) < (${after?.on ?? null}::date, ${after?.id ?? null}::uuid))
      order by s.filled_on desc, s.id desc limit ${atOnce + 1}`)
    const lines = rows.slice(0, atOnce)
    const forms = await db.rows(sql<{ id: string; ties: SignTie[] | null; xform: string }>`
      select id, ties, xform from risk.forms
      where network_id = ${actor.network} and id = any(${[...new Set(lines.map(({ form }) => form))]}::uuid[])`)
    return {
      subject: 'risk.submissions/tried',
      circle,
      detail: { category, submissions: lines.map(({ id }) => id) },
      reply: {
        lines: lines.map(line => ({ ...line, sealed: base64url(line.sealed) })),
        ties: Object.fromEntries(forms.map(form => [form.id, tiesOf(form)])),
        keys: await keysOf(db, actor, [circle]),
        all,
        more: rows.length > atOnce
      }
    }
  })
