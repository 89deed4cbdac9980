import { sql } from 'kysely'
import type { Write } from '#platform/handles.ts'
import type { Entry } from './entry.ts'

/** Writes one entry, unchained, in the caller's transaction: it is there exactly when the act is there. */
export const recordEntry = (db: Write, entry: Entry) => db.run(entryStatement(entry))

export const entryStatement = (entry: Entry) => {
  const id = crypto.randomUUID()
  // `with` makes it one round trip; neither insert reads anything back, so the public's role may do it too
  return sql`
    with entry as (
      insert into audit.entries (network_id, id, at, actor, verb, subject, circle_id, detail)
      values (${entry.network}, ${id}, ${entry.at}, ${entry.actor}, ${entry.verb}, ${entry.subject},
              ${entry.circle}, ${JSON.stringify(entry.detail)}::jsonb)
    )
    insert into audit.waiting (network_id, id) values (${entry.network}, ${id})`
}
