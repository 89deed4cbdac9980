// Name, contact, story: the sealed bytes leave only here, so that every look at them is an entry of its own in the log.
import { sql } from 'kysely'
import { z } from 'zod'
import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { base64url } from '#seal/bytes.ts'
import { getCase } from './rows.server.ts'
import { caseVerbs } from './verbs.ts'

export const ShowIdentity = z.strictObject({ case: z.uuid() })
export type ShowIdentity = z.infer<typeof ShowIdentity>

export type ShownRecord = {
  id: string
  person: string | null
  purpose: string
  rev: number
  epoch: number
  /** Who wrote this version, and when. */
  by: string
  at: string
  sealed: string
}
export type ShownFile = { id: string; epoch: number; manifest: string; parts: number }

/** The newest version of each sealed record of the case, and the manifests of its files. */
export const showIdentity = (actor: Actor, input: ShowIdentity) =>
  look(actor, caseVerbs['case.show-identity'], async ({ db }) => {
    const row = await getCase(db, actor.network, { id: input.case })
    const records = await db.rows(sql<Omit<ShownRecord, 'sealed' | 'at'> & { at: Date; sealed: Uint8Array }>`
      select distinct on (id) id, person_id as person, purpose, rev, epoch, account_id as by, at, sealed from cases.sealed_records
      where network_id = ${actor.network} and case_id = ${row.id} order by id, rev desc`)
    const files = await db.rows(sql<Omit<ShownFile, 'manifest'> & { manifest: Uint8Array }>`
      select id, epoch, manifest, parts from cases.files f
      where network_id = ${actor.network} and case_id = ${row.id}
        and parts = (select count(*) from cases.file_parts p where p.network_id = f.network_id and p.file_id = f.id)
      order by id`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { records: records.length },
      reply: {
        records: records.map((r): ShownRecord => ({
          ...r,
          at: r.at.toISOString(),
          sealed: base64url(r.sealed)
        })),
        files: files.map((f): ShownFile => ({ ...f, manifest: base64url(f.manifest) }))
      }
    }
  })
