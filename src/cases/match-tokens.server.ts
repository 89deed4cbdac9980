// Tokens of persons (seal/match.ts): made in the browser under a team's key, finished here under the server's.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Write } from '#access/work.server.ts'
import type { CaseId, CircleId, NetworkId, PersonId } from '#kernel/id.ts'
import { bytes } from '#kernel/wire.ts'
import { serverKey } from '#platform/secret.server.ts'
import { matchKinds, matchOuter } from '#seal/match.ts'

export const MatchToken = z.strictObject({ kind: z.enum(matchKinds), inner: bytes(32) })
/** Of one person: as many as one can have, too few to try names with. */
export const PersonTokens = z.array(MatchToken).max(24)

/** The outer step, under the server's own key: neither side alone can try names. */
export const outerToken = ({ kind, inner }: z.infer<typeof MatchToken>): Buffer =>
  Buffer.from(matchOuter(serverKey('match'), kind, inner))

/** Instead of those that were there. */
export const storeTokens = async (
  db: Write,
  network: NetworkId,
  of: { id: CaseId; circle: CircleId },
  person: PersonId,
  tokens: z.infer<typeof PersonTokens>
) => {
  await db.run(
    sql`delete from cases.match_tokens where network_id = ${network} and person_id = ${person} and case_id = ${of.id}`
  )
  await db.run(sql`
    insert into cases.match_tokens (network_id, circle_id, case_id, person_id, token)
    select distinct ${network}::uuid, ${of.circle}::uuid, ${of.id}::uuid, ${person}::uuid, token
    from unnest(${tokens.map(outerToken)}::bytea[]) as token`)
}
