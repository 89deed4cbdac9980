import { hash, verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import { z } from 'zod'
import { identify } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { bytes } from '#kernel/wire.ts'
import { keyedHash, openForServer } from '#platform/secret.server.ts'
import { base64url, hex } from '#seal/bytes.ts'
import { EmailAddress } from './schemas.ts'
import { newSessionToken, sessionHash, sessionHours } from './session.server.ts'
import { stepOfCode } from './totp.server.ts'
import { attempts } from './attempts.server.ts'

export const SignIn = z.strictObject({
  email: EmailAddress,
  auth: bytes(32),
  code: z.string().regex(/^\d{6}$/),
  sharedComputer: z.boolean()
})
export type SignIn = z.infer<typeof SignIn>

// What arrives is already a 256-bit key from Argon2id in the browser, so the server's own hash need not be slow.
const light = { memoryCost: 8192, timeCost: 1, parallelism: 1 }
export const hashAuth = (auth: Uint8Array) => hash(hex(auth), light)

/** The account's salt; for an unknown address a stable made-up one, so that asking tells nothing. */
export const saltOf = (network: NetworkId, email: string): Promise<string> =>
  identify(network, async ({ db, now }) => {
    const found = await db.row(sql<{ salt: Uint8Array }>`
      select c.salt from identity.people p
      join identity.credentials c on c.network_id = p.network_id and c.person_id = p.id and c.kind = 'password'
      where p.network_id = ${network} and lower(p.email) = lower(${email}) and (p.left_at is null or p.left_at > ${now})`)
    const made = keyedHash('unknown-salt', `${network} ${email.toLowerCase()}`).subarray(0, 16)
    return base64url(found?.salt ?? made)
  })

let unknownHash: Promise<string> | undefined

/**
 * Opens a session. A wrong password, a wrong or used code and an unknown address are one answer (`sign-in.wrong`), after
 * the same work. After ten wrong tries the address waits (`sign-in.wait`).
 */
export const signIn = async (network: NetworkId, input: SignIn) => {
  const key = `${network} ${input.email.toLowerCase()}`
  if (!attempts.allow(key)) throw problem('sign-in.wait', 429)
  const session = await identify(network, async ({ db, now }) => {
    const person = await db.row(sql<{
      id: string
      locale: string
      auth_hash: string
      wrapped_root: Uint8Array
      secret: Uint8Array
      last_step: number | null
    }>`
      select p.id, p.locale, w.auth_hash, w.wrapped_root, t.secret, t.last_step
      from identity.people p
      join identity.credentials w on w.network_id = p.network_id and w.person_id = p.id and w.kind = 'password'
      join identity.credentials t on t.network_id = p.network_id and t.person_id = p.id and t.kind = 'totp'
      where p.network_id = ${network} and lower(p.email) = lower(${input.email}) and (p.left_at is null or p.left_at > ${now})
      for update of t`)
    const known = person?.auth_hash ?? (await (unknownHash ??= hashAuth(new Uint8Array(32))))
    const right = await verify(known, hex(input.auth))
    if (!person || !right) return undefined
    const step = stepOfCode(openForServer(person.secret, 'totp', person.id), input.code, now)
    if (step === null || step <= Number(person.last_step ?? 0)) return undefined
    await db.run(sql`update identity.credentials set last_step = ${step}
                     where network_id = ${network} and person_id = ${person.id} and kind = 'totp'`)
    const token = newSessionToken()
    const hours = input.sharedComputer ? sessionHours.shared : sessionHours.own
    const expires = new Date(now.getTime() + hours * 3_600_000)
    await db.run(sql`
      insert into identity.sessions (network_id, hash, person_id, shared, expires_at)
      values (${network}, ${sessionHash(token)}, ${person.id}, ${input.sharedComputer}, ${expires})`)
    await recordEntry(db, {
      network,
      at: now,
      actor: `acc:${person.id}`,
      verb: 'session.open',
      subject: `identity.people/${person.id}`,
      circle: null,
      detail: { sharedComputer: input.sharedComputer }
    })
    return { token, expires, account: person.id, wrappedRoot: base64url(person.wrapped_root) }
  })
  if (!session) {
    attempts.failed(key)
    throw problem('sign-in.wrong', 403)
  }
  attempts.forget(key)
  return session
}
