// The line's number and hours: set by the coordinator, dated, never edited. Until somebody sets one the profile counts; without
// a number there is no line, and nothing anywhere speaks of one.
import { sql } from 'kysely'
import { z } from 'zod'
import { readPublic, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { lineNow, OpeningHours } from './hours.ts'
import { lineVerbs } from './verbs.ts'

const words = z.string().trim().max(200)
export const LineNumber = z.strictObject({
  number: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()/-]{1,24}$/)
    .nullable(),
  hours: OpeningHours,
  /** What cannot be computed ("not on holidays"), in the three languages; may be empty. */
  words: z.strictObject({ sr: words, sq: words, en: words })
})
export type LineNumber = z.infer<typeof LineNumber>

export type Line = {
  number: string
  words: Trilingual
  open: boolean
  /** When it opens next, within a week; undefined when open, or when nobody knows. */
  opensAt?: string
}

const newest = (db: Read, network: NetworkId) =>
  db.row(sql<LineNumber>`
    select number, hours, words from line.numbers where network_id = ${network} order by no desc limit 1`)

/** The line as the public may know it, at this moment; undefined when there is none. No name leaves here. */
export const findLine = (
  network: NetworkId,
  profile: { number: string; hours: Trilingual } | null,
  timezone: string
): Promise<Line | undefined> =>
  readPublic(network, async ({ db, now }) => {
    const set = await newest(db, network)
    // hours of a profile are words: they are shown, and nothing is computed from them
    if (!set) return profile ? { number: profile.number, words: profile.hours, open: true } : undefined
    if (!set.number) return undefined
    const shifts = await db.rows(sql<{ from: Date; to: Date }>`
      select from_at as "from", to_at as "to" from line.shifts
      where network_id = ${network} and ended_at is null
        and to_at > ${new Date(now.getTime() - 8 * 86_400_000)} and from_at < ${new Date(now.getTime() + 8 * 86_400_000)}`)
    const { open, opensAt } = lineNow(set.hours, shifts, now, timezone)
    return {
      number: set.number,
      words: set.words,
      open,
      ...(opensAt ? { opensAt: opensAt.toISOString() } : {})
    }
  })

/** What is set now, for the coordinator's form. */
export const readLineNumber = (network: NetworkId) => readPublic(network, ({ db }) => newest(db, network))

export const setLineNumber = (actor: Actor, input: LineNumber) =>
  work(actor, lineVerbs['line.set'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    if (input.number && input.hours.length === 0) throw problem('line.hours-missing', 422)
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into line.numbers (network_id, id, number, hours, words, at, account_id)
      values (${actor.network}, ${id}, ${input.number}, ${JSON.stringify(input.hours)}::jsonb,
              ${JSON.stringify(input.words)}::jsonb, ${now}, ${actor.account})`)
    return { subject: `line.numbers/${id}`, detail: { open: input.number !== null }, reply: null }
  })
