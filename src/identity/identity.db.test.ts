// Signing in, inviting, leaving (TRU1): what works once works once, and wrong answers are all alike.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP, Secret } from 'otpauth'
import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '#access/work.server.ts'
import { makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url, random } from '#seal/index.ts'
import { acceptInvitation, findInvitation } from './accept-invitation.server.ts'
import { endAccess } from './end-access.server.ts'
import { invite } from './invite.server.ts'
import { makeAccount } from './make-account.ts'
import { NewAccount } from './schemas.ts'
import { closeSession, findActor } from './session.server.ts'
import { saltOf, signIn } from './sign-in.server.ts'

const database = testDatabase()
let network: NetworkId
let coordinator: TestPerson
let at = new Date('2026-05-04T08:00:00Z')
const later = (seconds: number) => (at = new Date(at.getTime() + seconds * 1000))
const codeOf = (secret: Uint8Array) =>
  new TOTP({ secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) }).generate({
    timestamp: at.getTime()
  })

beforeAll(async () => {
  useDatabase(database)
  setClock(() => at)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-key-')))
  network = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
})

const invited = async (email: string) => {
  const { token } = await invite(coordinator.actor, {
    email,
    role: 'operator',
    organisation: coordinator.actor.organisation,
    locale: 'sr-Latn'
  })
  return token
}
const accountFor = async (totpSecret = random(20)) => {
  const made = await makeAccount(network, {
    name: 'Mirjana S.',
    password: 'tačna lozinka',
    totpSecret,
    totpCode: codeOf(totpSecret)
  })
  return { ...made, secret: totpSecret, input: NewAccount.parse(made.account) }
}
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )

describe('an invitation', () => {
  it('works once, also when pressed twice at once', async () => {
    const token = await invited('dva@example.org')
    const [a, b] = [await accountFor(), await accountFor()]
    const answers = await Promise.all([
      refused(acceptInvitation(network, token, a.input)),
      refused(acceptInvitation(network, token, b.input))
    ])
    expect(answers.sort()).toEqual(['accepted', 'common.not-found'])
    expect(await findInvitation(network, token)).toBeUndefined()
  })

  it('ends after seven days, and an unknown one reads the same', async () => {
    const token = await invited('kasno@example.org')
    const before = at
    later(8 * 86_400)
    expect(await refused(acceptInvitation(network, token, (await accountFor()).input))).toBe(
      'common.not-found'
    )
    at = before
    expect(await refused(acceptInvitation(network, 'made-up', (await accountFor()).input))).toBe(
      'common.not-found'
    )
  })

  it('refuses an account whose code does not fit its secret', async () => {
    const token = await invited('kod@example.org')
    const { input } = await accountFor()
    expect(await refused(acceptInvitation(network, token, { ...input, totpCode: '000000' }))).toBe(
      'sign-in.code-does-not-fit'
    )
    expect(await findInvitation(network, token)).toBeDefined()
  })

  it('is not the business of those who are not coordinators', async () => {
    const provider = await makePerson(database, network, 'provider')
    const input = {
      email: 'x@example.org',
      role: 'coordinator' as const,
      organisation: provider.actor.organisation,
      locale: 'sq' as const
    }
    expect(await refused(invite(provider.actor, input))).toBe('common.not-found')
  })
})

describe('signing in', () => {
  const email = 'mirjana@example.org'
  let account: Awaited<ReturnType<typeof accountFor>>
  const auth = () => account.input.passwordAuth
  const enter = (code: string, key = auth()) =>
    signIn(network, { email, auth: key, code, sharedComputer: false })

  beforeAll(async () => {
    account = await accountFor()
    await acceptInvitation(network, await invited(email), account.input)
  })

  it('gives a session, once per code', async () => {
    expect(await refused(enter(codeOf(account.secret)))).toBe('sign-in.wrong') // used when the account was made
    later(30)
    const code = codeOf(account.secret)
    const session = await enter(code)
    expect((await findActor(session.token))?.account).toBe(account.input.id)
    expect(await refused(enter(code))).toBe('sign-in.wrong')
    await closeSession(session.token)
    expect(await findActor(session.token)).toBeUndefined()
  })

  it('gives a code that is used twice at once to one of the two', async () => {
    later(60)
    const code = codeOf(account.secret)
    const answers = await Promise.all([refused(enter(code)), refused(enter(code))])
    expect(answers.sort()).toEqual(['accepted', 'sign-in.wrong'])
  })

  it('answers a wrong password, a wrong code and an unknown address alike, and the wrap key opens nothing', async () => {
    later(60)
    expect(await refused(enter(codeOf(account.secret), random(32)))).toBe('sign-in.wrong')
    expect(await refused(enter('123456'))).toBe('sign-in.wrong')
    expect(
      await refused(
        signIn(network, {
          email: 'niko@example.org',
          auth: auth(),
          code: codeOf(account.secret),
          sharedComputer: false
        })
      )
    ).toBe('sign-in.wrong')
  })

  it('gives an unknown address a salt that stays the same', async () => {
    const first = await saltOf(network, 'niko@example.org')
    expect(await saltOf(network, 'NIKO@example.org')).toBe(first)
    expect(await saltOf(network, 'drugi@example.org')).not.toBe(first)
    expect(fromBase64url(first)).toHaveLength(16)
  })

  it('lets an address wait after ten wrong tries', async () => {
    const tries = { email: 'pogadjac@example.org', auth: random(32), code: '000000', sharedComputer: false }
    for (let i = 0; i < 10; i++) expect(await refused(signIn(network, tries))).toBe('sign-in.wrong')
    expect(await refused(signIn(network, tries))).toBe('sign-in.wait')
  })

  it('ends with the access of who leaves: sessions, roles and circles in one act', async () => {
    later(60)
    const session = await enter(codeOf(account.secret))
    const leaver = {
      ...coordinator,
      actor: { ...coordinator.actor, account: account.input.id as never },
      keys: account.keys
    }
    await makeTestCircle(database, network, 'intake', [coordinator, leaver])
    expect((await findActor(session.token))?.circles).toHaveLength(1)
    await endAccess(coordinator.actor, { person: account.input.id, evenSo: false })
    expect(await findActor(session.token)).toBeUndefined()
    later(60)
    expect(await refused(enter(codeOf(account.secret)))).toBe('sign-in.wrong')
    const wraps = await database.owner.query('select 1 from access.wraps where account_id = $1', [
      account.input.id
    ])
    expect(wraps.rowCount).toBe(0)
    expect(
      await refused(endAccess(coordinator.actor, { person: coordinator.actor.account, evenSo: false }))
    ).toBe('people.not-yourself')
  })
})
