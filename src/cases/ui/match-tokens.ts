// The inner step of match tokens, in the browser: what leaves it is a keyed hash, never a name.
import { matchKey } from '#access/keyring.svelte.ts'
import { base64url } from '#seal/index.ts'
import { matchTokens } from '#seal/match.ts'
import { ask } from '#ui/ask.ts'
import type { MatchingKeys } from '../ask-matches.server.ts'
import { asPerson, type WrittenIdentity } from '../match-person.ts'

const most = 24

export const tokensOf = async ({ keys, circle }: MatchingKeys, identity: WrittenIdentity) => {
  const made = matchTokens(await matchKey(keys, circle), asPerson(identity))
  return made.slice(0, most).map(({ kind, inner }) => ({ kind, inner: base64url(inner) }))
}

/** Null while the key was not handed on to this case manager. */
export const matchingKeys = () => ask<MatchingKeys | null>('/desk/cases/new/keys', {})

/** To be stored with an identity. Undefined while the key was not handed on: the identity is saved all the same. */
export const tokensToStore = async (identity: WrittenIdentity) => {
  const matching = await matchingKeys()
  return matching ? tokensOf(matching, identity).catch(() => undefined) : undefined
}
