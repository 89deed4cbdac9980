// "Who has seen this": the members of a circle may read what was done to its rows. Asking is not itself an entry the list
// needs to repeat endlessly, yet it is logged like every look.
import { sql } from 'kysely'
import { z } from 'zod'
import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { getCase } from './rows.server.ts'
import { caseVerbs } from './verbs.ts'

export const SeeLookers = z.strictObject({ case: z.uuid() })
export type Looked = { at: string; name: string | null; verb: string }

/** The last 200 entries of this case, newest first. */
export const seeLookers = (actor: Actor, input: z.infer<typeof SeeLookers>) =>
  look(actor, caseVerbs['case.see-lookers'], async ({ db }) => {
    const row = await getCase(db, actor.network, { id: input.case })
    const entries = await db.rows(sql<{ at: Date; name: string | null; verb: string }>`
      select e.at, p.name, e.verb from audit.entries e
      left join identity.people p on p.network_id = e.network_id and 'acc:' || p.id = e.actor
      where e.network_id = ${actor.network} and e.subject = ${`cases.cases/${row.id}`} order by e.at desc limit 200`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      reply: entries.map((e): Looked => ({ ...e, at: e.at.toISOString() }))
    }
  })
