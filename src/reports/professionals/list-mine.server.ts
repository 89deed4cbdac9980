import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { reportVerbs } from '../verbs.ts'

/** What the actor referred, newest first, at most the last hundred: day, code, and the receipt sealed to them. No word of it. */
export const listMyReferrals = (actor: Actor) =>
  look(actor, reportVerbs['report.refer'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{ row: string; day: string; code: string; sealedCode: Uint8Array }>`
      select report_id as row, referred_on::text as day, code, sealed_code as "sealedCode" from professionals.referred
      where network_id = ${actor.network} and account_id = ${actor.account}
      order by referred_on desc, report_id limit 100`)
    return {
      subject: 'professionals.referred/own',
      detail: { shown: rows.length },
      reply: rows.map(row => ({ ...row, sealedCode: base64url(row.sealedCode) }))
    }
  })
