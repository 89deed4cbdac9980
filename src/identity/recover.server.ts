// The way back in with the printed kit (docs/decisions/0007-recovery.md). The server gives the wrap to whoever asks: behind it
// stand 160 random bits. It takes new ways to sign in from whoever signs its challenge with the account's own key.
import { sql } from 'kysely'
import { z } from 'zod'
import { identify, type Work } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { bytes } from '#kernel/wire.ts'
import { now as clock } from '#platform/clock.server.ts'
import { keyedHash } from '#platform/secret.server.ts'
import { base64url, concat, constantTimeEqual, fromHex, hex, readU64, u64 } from '#seal/bytes.ts'
import { isProof } from '#seal/proof.ts'
import { writeCredentials } from './accounts.server.ts'
import { attempts } from './attempts.server.ts'
import { coordinationOf } from './coordination.server.ts'
import { askedFor, type Asked } from './recover.ts'
import { EmailAddress, NewCredentials } from './schemas.ts'

export const AskRecovery = z.strictObject({ email: EmailAddress })
export const Recover = z.strictObject({
  email: EmailAddress,
  challenge: bytes(40),
  credentials: NewCredentials,
  proof: bytes(64)
})
export type Recover = z.infer<typeof Recover>

export const challengeMinutes = 10

type Found = { id: string; locale: string; signPublic: Uint8Array; salt: Uint8Array; wrap: Uint8Array }

const findKit = (db: Work['db'], network: NetworkId, email: string, lock = sql``) =>
  db.row(sql<Found>`
    select p.id, p.locale, p.sign_public as "signPublic", c.salt, c.wrapped_root as wrap
    from identity.people p
    join identity.credentials c on c.network_id = p.network_id and c.person_id = p.id and c.kind = 'recovery'
    where p.network_id = ${network} and lower(p.email) = lower(${email}) and p.left_at is null ${lock}`)

// Any true key, so that a proof is checked for an unknown address too and takes as long.
const somebodysKey = fromHex('3f1772eb0a5a2a823b22458ce4ecc03e4e5602f822d28540b03d83a44cca5981')

/** For an address nobody has: what a kit would be, always the same, of the same shape. Nothing opens it, nobody signs for it. */
const madeUp = (network: NetworkId, email: string): Found => {
  const part = (what: string) => keyedHash('unknown-kit', `${network} ${email.toLowerCase()} ${what}`)
  const id = part('account').subarray(0, 16)
  id[6] = (id[6]! & 0x0f) | 0x40
  id[8] = (id[8]! & 0x3f) | 0x80
  const wrap = concat(Uint8Array.of(1), part('wrap'), part('more of the wrap')).subarray(0, 61)
  return {
    id: hex(id).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    locale: 'sr-Latn',
    signPublic: somebodysKey,
    salt: part('salt').subarray(0, 16),
    wrap
  }
}

/**
 * u64 the end of its life ‖ HMAC. Nothing is kept: it is good for one account in its present state only, because the kit's salt
 * goes into it and a recovery replaces that salt. So it works once.
 */
const challengeOf = (network: NetworkId, { id, salt }: Found, ends: number) =>
  concat(u64(ends), keyedHash('recovery-challenge', `${network} ${id} ${hex(salt)} ${ends}`))

const isOurs = (network: NetworkId, found: Found, challenge: Uint8Array, now: Date) => {
  const ends = readU64(challenge, 0)
  if (!Number.isSafeInteger(ends) || ends < now.getTime()) return false
  return constantTimeEqual(challenge, challengeOf(network, found, ends))
}

const attemptOf = (network: NetworkId, email: string) => `recover ${network} ${email.toLowerCase()}`

/** What the kit's code opens, and a challenge. A known and an unknown address answer alike; each waits after ten askings. */
export const askRecovery = async (network: NetworkId, email: string): Promise<Asked> => {
  const key = attemptOf(network, email)
  if (!attempts.allow(key)) throw problem('sign-in.wait', 429)
  attempts.failed(key)
  const found = (await identify(network, ({ db }) => findKit(db, network, email))) ?? madeUp(network, email)
  return {
    account: found.id,
    salt: base64url(found.salt),
    wrappedRoot: base64url(found.wrap),
    challenge: base64url(challengeOf(network, found, clock().getTime() + challengeMinutes * 60_000))
  }
}

const asSent = (credentials: NewCredentials) =>
  Object.fromEntries(
    Object.entries(credentials).map(([name, part]) => [
      name,
      typeof part === 'string' ? part : base64url(part)
    ])
  )

/**
 * Replaces the password, the one-time code and the kit, and closes every session of the person. Throws `recover.wrong` for a
 * challenge that is old, used or another's, for a false proof and for an unknown address, all alike.
 */
export const recover = async (network: NetworkId, input: Recover): Promise<void> => {
  const key = attemptOf(network, input.email)
  if (!attempts.allow(key)) throw problem('sign-in.wait', 429)
  const done = await identify(network, async ({ db, now, enqueue }) => {
    const person = await findKit(db, network, input.email, sql`for update of c`)
    const found = person ?? madeUp(network, input.email)
    const asked = askedFor(
      { network, account: found.id },
      base64url(input.challenge),
      asSent(input.credentials)
    )
    const proven = isProof('recover', asked, input.proof, found.signPublic)
    if (!person || !proven || !isOurs(network, found, input.challenge, now)) return false
    await writeCredentials({ db, now }, { network, person: person.id }, input.credentials)
    await db.run(
      sql`delete from identity.sessions where network_id = ${network} and person_id = ${person.id}`
    )
    await enqueue('mail-recovered', { network, person: person.id })
    await recordEntry(db, {
      network,
      at: now,
      actor: `acc:${person.id}`,
      verb: 'people.recover',
      subject: `identity.people/${person.id}`,
      circle: await coordinationOf(db, network),
      detail: {}
    })
    return true
  })
  if (!done) {
    attempts.failed(key)
    throw problem('recover.wrong', 403)
  }
  attempts.forget(key)
  attempts.forget(`${network} ${input.email.toLowerCase()}`)
}
