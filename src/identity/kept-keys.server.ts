import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { sessionHash } from './session.server.ts'

/** What the actor's own browser needs to unlock with the password: of no use without it. */
export const keptKeys = (actor: Actor, token: string) =>
  identify(actor.network, async ({ db }) => {
    if (actor.kind !== 'staff') throw notFound()
    const kept = await db.row(sql<{ salt: Uint8Array; wrapped_root: Uint8Array; shared: boolean }>`
      select c.salt, c.wrapped_root, s.shared from identity.credentials c
      join identity.sessions s on s.network_id = c.network_id and s.person_id = c.person_id and s.hash = ${sessionHash(token)}
      where c.network_id = ${actor.network} and c.person_id = ${actor.account} and c.kind = 'password'`)
    if (!kept) throw notFound()
    return {
      salt: base64url(kept.salt),
      wrappedRoot: base64url(kept.wrapped_root),
      sharedComputer: kept.shared
    }
  })
