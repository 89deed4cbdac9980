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

/** How somebody signs in by the page. */
export type Entry = { email: string; password: string; secret: string; name: string }
export type Prepared = {
  network: NetworkId
  circle: CircleId
  recipient: string
  session: string
  operator: Entry
  other: Entry
}

const account = async (network: string, name: string) => {
  const totpSecret = randomBytes(20)
  const totp = new TOTP({ secret: new Secret({ buffer: Uint8Array.from(totpSecret).buffer }) })
  const password = randomBytes(12).toString('hex')
  const made = await makeAccount(network, { name, password, totpSecret, totpCode: totp.generate() })
  const email = `${name.toLowerCase()}@example.org`
  return {
    ...made,
    input: NewAccount.parse(made.account),
    entry: { email, password, secret: totp.secret.base32, name }
  }
}

type Holder = { id: string; keys: Keys }

const wrap = async (network: string, circle: { id: string; root: Uint8Array }, from: Holder, to: Holder) =>
  asSealed<unknown>(
    await wrapRoot({
      root: circle.root,
      network,
      circle: circle.id,
      epoch: 1,
      account: to.id,
      recipient: to.keys.recipient,
      signer: { by: `acc:${from.id}`, signPrivate: from.keys.signPrivate },
      at: new Date().toISOString()
    })
  )

const standing = async (network: string, holder: Holder) => {
  const root = newRoot()
  const { recipient } = await keysFrom(root, 'circle')
  const id = crypto.randomUUID()
  return { id, root, recipient, sealed: await wrap(network, { id, root }, holder, holder) }
}

const sent = <T extends { root: unknown }>({ root: _root, ...circle }: T) => circle

/** Fills an empty data folder; the house is closed again afterwards. */
export const prepare = async (dataDir: string): Promise<Prepared> => {
  const house = await openHouse({ ...process.env, DATA_DIR: dataDir })
  const network = crypto.randomUUID() as NetworkId
  const coordinator = await account(network, 'Koordinator')
  const operator = await account(network, 'Operater')
  const other = await account(network, 'Policajac')
  const holder = { id: coordinator.input.id, keys: coordinator.keys }
  const intake = await standing(network, holder)
  const { profile, strategy } = loadFiles({ profile: null, strategy: null })
  await setUp(
    {
      network,
      email: 'koordinator@example.org',
      locale: 'sr-Latn',
      account: coordinator.input,
      organisation: { name: profile.name, kind: 'municipality', kindsOfHelp: [], languages: [] },
      intake: sent(intake),
      coordination: sent(await standing(network, holder))
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
      const sealed = await wrap(network, intake, holder, { id: person.input.id, keys: person.keys })
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
  await house.close()
  return {
    network,
    circle: intake.id as CircleId,
    recipient: intake.recipient,
    session,
    operator: operator.entry,
    other: other.entry
  }
}
