// At night: filled-in questionnaires and sealed briefs come to their end. Of a questionnaire a line stays that is counted and leads back to
// nobody; of a brief nothing (db/migrations/0059_warning_ends.sql, docs/decisions/0023-in-the-field.md).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Write } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { smallestShown } from '#kernel/small-numbers.ts'
import { now } from '#platform/clock.server.ts'
import type { Database } from '#platform/db.server.ts'
import { writeHandle } from '#platform/handles.ts'
import { enqueue } from '#platform/jobs.server.ts'
import { dayOf } from '#services/index.ts'
import { briefVerbs } from './brief/verbs.ts'
import { fieldVerbs } from './field/verbs.ts'

/** Rewritten afterwards, so that the erased bytes leave the disk. */
export const tablesOfWarning = ['risk.submissions', 'risk.odk_arrivals', 'risk.briefs', 'risk.brief_facts']

export type Erased = { submissions: number; briefFacts: number }
/** SHA-256 of each sealed box. */
type Box = { hash: string }

/** Asked again it goes on where it was stopped: what is done has no day of erasure any more. */
export const eraseEndedWarnings = async (database: Database, { network }: SystemActor): Promise<Erased> =>
  database.transaction('jobs', { network }, async tx => {
    const db = writeHandle(tx)
    const at = now()
    const today = dayOf(at.toISOString())
    const ends = [
      { boxes: await endSubmissions(db, network, today), verb: fieldVerbs['submission.erase-ended'], subject: 'risk.submissions/ended' }, // prettier-ignore
      { boxes: await endBriefs(db, network, today), verb: briefVerbs['brief.erase-ended'], subject: 'risk.briefs/ended' } // prettier-ignore
    ]
    for (const { boxes, verb, subject } of ends)
      if (boxes.length)
        await recordEntry(db, {
          network,
          at,
          actor: 'system',
          verb: verb.verb,
          subject,
          circle: null,
          // whoever still holds a copy can show that it is meant
          detail: { boxes: boxes.length, sha256: hashOf(boxes) }
        })
    const [submissions, briefFacts] = ends.map(({ boxes }) => boxes.length) as [number, number]
    if (submissions || briefFacts) await enqueue(tx, 'rewrite-erased', {}, { jobKey: 'rewrite-erased' })
    return { submissions, briefFacts }
  })

const hashOf = (boxes: readonly Box[]) =>
  createHash('sha256')
    .update(
      boxes
        .map(({ hash }) => hash)
        .toSorted()
        .join('\n')
    )
    .digest('hex')

/**
 * Group and place stay where at least as many as may be shown were filled in that year with the same level, group and place; what was taken away
 * from one is taken from the next, for then there are fewer. Weeks are cut at the first of a month, so that counts of weeks and months stay right.
 */
const endSubmissions = async (db: Write, network: string, today: string): Promise<Box[]> => {
  const boxes = await db.rows(sql<Box & { id: string }>`
    select id, encode(sha256(sealed), 'hex') as hash from risk.submissions
    where network_id = ${network} and erase_on <= ${today}::date order by filled_on, id`)
  for (const { id } of boxes) {
    await db.run(sql`
      with alike as (
        select count(*) filter (where o.category = s.category) as group_alike,
               count(*) filter (where o.category is not distinct from s.category and o.settlement = s.settlement) as place_alike
        from risk.submissions s join risk.submissions o on o.network_id = s.network_id and o.level is not distinct from s.level
          and o.filled_on >= date_trunc('year', s.filled_on) and o.filled_on < date_trunc('year', s.filled_on) + interval '1 year'
        where s.network_id = ${network} and s.id = ${id})
      update risk.submissions s set id = gen_random_uuid(), circle_id = null, epoch = null, form_id = null, form_version = null,
        matrix_id = null, matrix_version = null, said_on = null, language = null, sent_by = null, sealed = null, erase_on = null,
        filled_on = greatest(date_trunc('week', filled_on), date_trunc('month', filled_on))::date,
        arrived_on = greatest(date_trunc('week', filled_on), date_trunc('month', filled_on))::date,
        category = case when alike.group_alike >= ${smallestShown} then s.category end,
        settlement = case when alike.place_alike >= ${smallestShown} then s.settlement end,
        informed = case when informed is not null then 'yes' end
      from alike where s.network_id = ${network} and s.id = ${id}`)
  }
  await db.run(sql`
    delete from risk.odk_arrivals where network_id = ${network} and id = any(${boxes.map(({ id }) => id)}::uuid[])`)
  return boxes
}

/** Its numbers are those of the alerts, which are kept and counted by themselves. */
const endBriefs = async (db: Write, network: string, today: string): Promise<Box[]> => {
  const months = sql`select month from risk.briefs where network_id = ${network} and erase_on <= ${today}::date`
  const boxes = await db.rows(sql<Box>`
    delete from risk.brief_facts where network_id = ${network} and month in (${months})
    returning encode(sha256(coalesce(sealed, '')), 'hex') as hash`)
  await db.run(sql`delete from risk.briefs where network_id = ${network} and erase_on <= ${today}::date`)
  return boxes
}
