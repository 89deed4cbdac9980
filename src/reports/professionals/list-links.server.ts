import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { reportVerbs } from '../verbs.ts'

/** Since when each organisation has a link open: organisation → time. Never the link: it is kept nowhere. */
export const listLinks = (actor: Actor): Promise<Record<string, string>> =>
  browse(actor, reportVerbs['referral-link.list'], async ({ db }) => {
    const rows = await db.rows(sql<{ organisation: string; madeAt: Date }>`
      select organisation_id as organisation, made_at as "madeAt" from professionals.links
      where network_id = ${actor.network} and ended_at is null`)
    return Object.fromEntries(rows.map(row => [row.organisation, row.madeAt.toISOString()]))
  })
