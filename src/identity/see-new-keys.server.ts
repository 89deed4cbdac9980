import { newKeysWaiting, type NewKeysWaiting } from '#access/new-keys-waiting.server.ts'
import { may } from '#access/verbs.ts'
import { identify } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { identityVerbs } from './verbs.ts'

/** What still waits for a new key after somebody left; for those who end accesses, few teams not counted out. */
export const seeNewKeys = async (actor: Actor): Promise<NewKeysWaiting> => {
  if (!may(actor, identityVerbs['people.end-access']) || actor.kind !== 'staff') throw notFound()
  return identify(actor.network, ({ db }) => newKeysWaiting(db, actor.network))
}
