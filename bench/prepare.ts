// A network with an intake team and an operator's session, made through the use cases, for measuring.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { addToCircle } from '#access/circles.server.ts'
import { identify } from '#access/work.server.ts'
import { loadFiles } from '#app/first-visit.server.ts'
import { openHouse } from '#app/house.server.ts'
import { addAccount } from '#identity/accounts.server.ts'
import { makeAccount } from '#identity/make-account.ts'
import { NewAccount } from '#identity/schemas.ts'
import { newSessionToken, sessionHash } from '#identity/session.server.ts'
import { setUp } from '#identity/set-up.server.ts'
import type { AccountId, CircleId, NetworkId } from '#kernel/id.ts'
import { asSealed, keysFrom, newRoot, wrapRoot, type Keys } from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'

/** How somebody signs in by the page; until `usedUntil` no code works, for one has been used. */
export type Entry = { email: string; name: string; password: string; secret: string; usedUntil: number }
export type Prepared = {
  network: NetworkId
  circle: CircleId
  recipient: string
  receiptSalt: Uint8Array
  session: string
  operator: Entry
  /** Of the intake team too, from another organisation. */
  other: Entry
}

const account = async (network: string, name: string) => {
  const totpSecret = randomBytes(20)
  const secret = new Secret({ buffer: Uint8Array.from(totpSecret).buffer })
  const password = randomBytes(12).toString('hex')
  const now = Date.now()
  const made = await makeAccount(network, {
    name,
    password,
    totpSecret,
    totpCode: new TOTP({ secret }).generate({ timestamp: now })
  })
  const email = `${name.toLowerCase()}@example.org`
  return {
    ...made,
    input: NewAccount.parse(made.account),
    entry: { email, name, password, secret: secret.base32, usedUntil: now - (now % 30_000) + 30_000 }
  }
}

type Holder = { id: string; keys: Keys }

/** A circle's root for a holder, granted by the coordinator. */
const wrapFor = async (
  network: string,
  circle: { id: string; root: Uint8Array },
  holder: Holder,
  granter: Holder
) =>
  asSealed<unknown>(
    await wrapRoot({
      root: circle.root,
      network,
      circle: circle.id,
      epoch: 1,
      account: holder.id,
      recipient: holder.keys.recipient,
      signer: { by: `acc:${granter.id}`, signPrivate: granter.keys.signPrivate },
      at: new Date().toISOString()
    })
  )

const standing = async (network: string, holder: Holder) => {
  const root = newRoot()
  const { recipient } = await keysFrom(root, 'circle')
  const id = crypto.randomUUID()
  const mine = { network, circle: id, epoch: 1, account: holder.id, recipient: holder.keys.recipient }
  return {
    id,
    root,
    recipient,
    sealed: await wrapFor(network, { id, root }, holder, holder),
    vouch: vouch(root, mine)
  }
}

/** Fills an empty data folder; the house is closed again afterwards. */
export const prepare = async (dataDir: string): Promise<Prepared> => {
  const house = await openHouse({ ...process.env, DATA_DIR: dataDir })
  const network = crypto.randomUUID() as NetworkId
  const coordinator = await account(network, 'Koordinator')
  const operator = await account(network, 'Operater')
  const other = await account(network, 'Policajac')
  const holder = { id: coordinator.input.id, keys: coordinator.keys }
  const { root, ...intake } = await standing(network, holder)
  const { root: _, ...coordination } = await standing(network, holder)
  const { root: __, ...matching } = await standing(network, holder)
  const { root: ___, ...warning } = await standing(network, holder)
  const { profile, strategy } = loadFiles({ profile: null, strategy: null })
  await setUp(
    {
      network,
      email: 'koordinator@example.org',
      locale: 'sr-Latn',
      account: coordinator.input,
      organisation: { name: profile.name, kind: 'municipality', kindsOfHelp: [], languages: [] },
      intake,
      coordination,
      matching,
      warning
    },
    profile,
    strategy
  )
  const session = newSessionToken()
  await identify(network, async ({ db, now }) => {
    const { id } = (await db.row(
      sql<{ id: string }>`select id from identity.organisations where network_id = ${network}`
    ))!
    const police = crypto.randomUUID()
    await db.run(sql`
      insert into identity.organisations (network_id, id, name, kind)
      values (${network}, ${police}, ${JSON.stringify({ sr: 'Policija', sq: 'Policia', en: 'Police' })}::jsonb, 'police')`)
    for (const [person, organisation] of [
      [operator, id],
      [other, police]
    ] as const) {
      const { email } = person.entry
      const belongs = { organisation, role: 'operator', email, locale: 'sr-Latn' } as const
      await addAccount({ db, now }, network, person.input, belongs)
      const sealed = await wrapFor(
        network,
        { id: intake.id, root },
        { id: person.input.id, keys: person.keys },
        holder
      )
      await addToCircle(
        { db, now },
        { network, account: coordinator.input.id as AccountId },
        { circle: intake.id as CircleId, epoch: 1, account: person.input.id, kind: 'member', sealed }
      )
    }
    await db.run(sql`
      insert into identity.sessions (network_id, hash, person_id, expires_at)
      values (${network}, ${sessionHash(session)}, ${operator.input.id}, ${new Date(now.getTime() + 3_600_000)})`)
  })
  const receiptSalt = await identify(network, async ({ db }) => {
    const found = await db.row(
      sql<{
        receipt_salt: Uint8Array
      }>`select receipt_salt from identity.networks where network_id = ${network}`
    )
    return new Uint8Array(found!.receipt_salt)
  })
  await house.close()
  return {
    network,
    circle: intake.id as CircleId,
    recipient: intake.recipient,
    receiptSalt,
    session,
    operator: operator.entry,
    other: other.entry
  }
}
