// Back in with the printed kit (TRU1): whoever holds it sets a new password, and asking tells nobody anything.
import { mkdtempSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP, Secret } from 'otpauth'
import { SMTPServer } from 'smtp-server'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDatabase } from '#access/work.server.ts'
import { makeNetwork, makePerson, makeTestCircle, type TestPerson } from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import {
  base64url,
  fromBase64url,
  keysFrom,
  newRecoveryCode,
  newRoot,
  passwordKeys,
  random
} from '#seal/index.ts'
import { addAccount } from './accounts.server.ts'
import { endAccess } from './end-access.server.ts'
import { identify } from '#access/work.server.ts'
import { mailRecovered } from './mail-recovered.server.ts'
import { makeAccount } from './make-account.ts'
import { makeRecovery, openWithKit } from './recover.ts'
import { askRecovery, Recover, recover } from './recover.server.ts'
import { NewAccount } from './schemas.ts'
import { findActor } from './session.server.ts'
import { saltOf, signIn } from './sign-in.server.ts'

// every account and every sign-in here stretches a password for real
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const database = testDatabase()
useDatabase(database)
let network: NetworkId
let coordinator: TestPerson
let at = new Date('2026-05-04T08:00:00Z')
const later = (seconds: number) => (at = new Date(at.getTime() + seconds * 1000))
const codeOf = (secret: Uint8Array) =>
  new TOTP({ secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) }).generate({
    timestamp: at.getTime()
  })
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )

beforeAll(async () => {
  setClock(() => at)
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-key-')))
  network = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
})

type Someone = {
  email: string
  id: string
  root: Uint8Array
  kit: string
  secret: Uint8Array
  password: string
}
let someone: Someone
let count = 0

const makeSomeone = async (): Promise<Someone> => {
  const email = `osoba${++count}@example.org`
  const secret = random(20)
  const password = 'stara lozinka osobe'
  const parts = { name: 'Mirjana S.', password, totpSecret: secret, totpCode: codeOf(secret) }
  const made = await makeAccount(network, parts)
  const input = NewAccount.parse(made.account)
  await identify(network, ({ db, now }) =>
    addAccount({ db, now }, network, input, {
      organisation: coordinator.actor.organisation,
      role: 'operator',
      email,
      locale: 'sq'
    })
  )
  later(60)
  return { email, id: input.id, root: made.root, kit: made.recoveryCode, secret, password }
}
beforeEach(async () => {
  someone = await makeSomeone()
})

const newParts = () => {
  const totpSecret = random(20)
  return { password: 'nova lozinka osobe', totpSecret, totpCode: codeOf(totpSecret) }
}
/** As the page does it: opens the kit, sets new parts, fetches a warm challenge. */
const prepare = async (who = someone, parts = newParts(), kit = who.kit) => {
  const asked = await askRecovery(network, who.email)
  const root = await openWithKit(network, asked, kit)
  const made = await makeRecovery({ network, account: asked.account }, root, parts)
  return { parts, kit: made.recoveryCode, root, wire: made.request(who.email, asked.challenge) }
}
const post = (wire: unknown) => recover(network, Recover.parse(wire))
const enter = async (who: Someone, password: string, secret: Uint8Array) => {
  const { auth } = await passwordKeys(password, fromBase64url(await saltOf(network, who.email)))
  return signIn(network, { email: who.email, auth, code: codeOf(secret), sharedComputer: false })
}

describe('the printed kit', () => {
  it('sets a new password, code and kit; the old ones open nothing, and the keys are the same', async () => {
    const before = await enter(someone, someone.password, someone.secret)
    const done = await prepare()
    expect(done.root).toEqual(someone.root)
    await post(done.wire)
    expect(await findActor(before.token)).toBeUndefined()
    later(60)
    expect(await refused(enter(someone, someone.password, someone.secret))).toBe('sign-in.wrong')
    expect(await refused(enter(someone, done.parts.password, someone.secret))).toBe('sign-in.wrong')
    const session = await enter(someone, done.parts.password, done.parts.totpSecret)
    expect((await findActor(session.token))?.account).toBe(someone.id)
    const asked = await askRecovery(network, someone.email)
    expect(await refused(openWithKit(network, asked, someone.kit))).toBe('recover.does-not-open')
    expect(await openWithKit(network, asked, done.kit)).toEqual(someone.root)
  })

  it('typed with spaces and small letters opens; a slip is found without asking anybody', async () => {
    const asked = await askRecovery(network, someone.email)
    const typed = ` ${someone.kit.toLowerCase().replace(/.{4}/g, '$& - ')}`
    expect(await openWithKit(network, asked, typed)).toEqual(someone.root)
    const slip = (someone.kit[0] === '2' ? '3' : '2') + someone.kit.slice(1)
    for (const wrong of [slip, '', 'lozinka', someone.kit.slice(1)])
      expect(await refused(openWithKit(network, asked, wrong))).toBe('recover.mistyped')
    expect(await refused(openWithKit(network, asked, newRecoveryCode()))).toBe('recover.does-not-open')
  })

  it('lets the person sign in at once, also after ten wrong passwords', async () => {
    const wrong = { email: someone.email, auth: random(32), code: '000000', sharedComputer: false }
    for (let i = 0; i < 10; i++) await refused(signIn(network, wrong))
    expect(await refused(signIn(network, wrong))).toBe('sign-in.wait')
    const done = await prepare()
    await post(done.wire)
    later(60)
    expect(await refused(enter(someone, done.parts.password, done.parts.totpSecret))).toBe('accepted')
  })

  it('leaves an entry for the coordinators and a job that holds ids only', async () => {
    const coordination = await makeTestCircle(database, network, 'coordination', [coordinator])
    await post((await prepare()).wire)
    const entries = await database.owner.query(
      `select actor, verb, subject, circle_id, detail from audit.entries where verb = 'people.recover' and subject = $1`,
      [`identity.people/${someone.id}`]
    )
    expect(entries.rows).toEqual([
      {
        actor: `acc:${someone.id}`,
        verb: 'people.recover',
        subject: `identity.people/${someone.id}`,
        circle_id: coordination.id,
        detail: {}
      }
    ])
    const jobs = await database.owner.query(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'mail-recovered' and payload->>'person' = $1`,
      [someone.id]
    )
    expect(jobs.rows).toEqual([{ payload: { network, person: someone.id } }])
  })

  it('changes nothing when the new code does not fit, and works then', async () => {
    const parts = { ...newParts(), totpCode: '000000' }
    expect(await refused(post((await prepare(someone, parts)).wire))).toBe('sign-in.code-does-not-fit')
    expect(await refused(enter(someone, someone.password, someone.secret))).toBe('accepted')
    expect(await refused(post((await prepare()).wire))).toBe('accepted')
  })
})

describe('without the kit', () => {
  it('nothing is set: replayed, old, somebody else’s or changed, all refused alike', async () => {
    const other = await makeSomeone()
    const { wire } = await prepare()
    const theirs = await prepare(other)
    const forged = await makeRecovery({ network, account: someone.id }, newRoot(), newParts())
    const wrong: [string, unknown][] = [
      ['another root', forged.request(someone.email, wire.challenge)],
      ['another’s challenge', { ...wire, challenge: theirs.wire.challenge }],
      ['another’s address', { ...wire, email: other.email }],
      ['another’s proof', { ...wire, proof: theirs.wire.proof }],
      ['no proof', { ...wire, proof: base64url(new Uint8Array(64)) }],
      [
        'a changed password',
        { ...wire, credentials: { ...wire.credentials, passwordAuth: base64url(random(32)) } }
      ],
      [
        'a changed wrap',
        { ...wire, credentials: { ...wire.credentials, recoveryWrap: base64url(random(61)) } }
      ],
      ['a made-up challenge', { ...wire, challenge: base64url(random(40)) }]
    ]
    for (const [what, request] of wrong) expect(await refused(post(request)), what).toBe('recover.wrong')
    const before = at
    later(601)
    expect(await refused(post(wire)), 'an old challenge').toBe('recover.wrong')
    at = before
    expect(await refused(post(wire)), 'the true one').toBe('accepted')
  })

  it('works once, also when pressed twice at once', async () => {
    const { wire } = await prepare()
    expect((await Promise.all([refused(post(wire)), refused(post(wire))])).sort()).toEqual([
      'accepted',
      'recover.wrong'
    ])
    expect(await refused(post(wire))).toBe('recover.wrong')
  })

  it('asking for an unknown address, or one that left, tells nothing', async () => {
    const known = await askRecovery(network, someone.email)
    const unknown = await askRecovery(network, 'niko@example.org')
    const shape = (asked: typeof known) => [
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(asked.account),
      fromBase64url(asked.salt).length,
      fromBase64url(asked.wrappedRoot).length,
      fromBase64url(asked.wrappedRoot)[0],
      fromBase64url(asked.challenge).length
    ]
    expect(shape(unknown)).toEqual(shape(known))
    expect(shape(known)).toEqual([true, 16, 61, 1, 40])
    const again = await askRecovery(network, 'NIKO@example.org')
    expect({ ...again, challenge: '' }).toEqual({ ...unknown, challenge: '' })
    expect((await askRecovery(network, 'drugi@example.org')).account).not.toBe(unknown.account)
    expect(await refused(openWithKit(network, unknown, someone.kit))).toBe('recover.does-not-open')
    const made = await makeRecovery({ network, account: unknown.account }, someone.root, newParts())
    expect(await refused(post(made.request('niko@example.org', unknown.challenge)))).toBe('recover.wrong')
    await endAccess(coordinator.actor, { person: someone.id, evenSo: true })
    const left = await askRecovery(network, someone.email)
    expect(left.account).not.toBe(someone.id)
    expect(shape(left)).toEqual(shape(known))
    expect(await refused(post((await prepareFor(someone, left)).wire))).toBe('recover.wrong')
  })

  const prepareFor = async (who: Someone, asked: Awaited<ReturnType<typeof askRecovery>>) => {
    const made = await makeRecovery({ network, account: asked.account }, who.root, newParts())
    return { wire: made.request(who.email, asked.challenge) }
  }

  it('an address waits after ten askings, known or not', async () => {
    for (const email of [someone.email, 'nema@example.org']) {
      for (let i = 0; i < 10; i++) expect(await refused(askRecovery(network, email))).toBe('accepted')
      expect(await refused(askRecovery(network, email.toUpperCase()))).toBe('sign-in.wait')
    }
    // and can sign in meanwhile
    expect(await refused(enter(someone, someone.password, someone.secret))).toBe('accepted')
  })

  it('of what is posted nothing opens the wrap', async () => {
    const { wire, kit } = await prepare()
    const sent = JSON.stringify(wire)
    for (const secret of [someone.kit, kit, base64url(someone.root), newParts().password])
      expect(sent).not.toContain(secret)
    const { identity } = await keysFrom(someone.root, 'account')
    expect(sent).not.toContain(identity)
  })
})

describe('the mail', () => {
  const taken: string[] = []
  let config: { smtpUrl: string; mailFrom: string; origin: string }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        taken.push(Buffer.concat(parts).toString())
        done()
      })
    }
  })
  beforeAll(async () => {
    await new Promise<void>(up => server.listen(0, '127.0.0.1', up))
    config = {
      smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
      mailFrom: 'Fener <fener@fener.example>',
      origin: 'https://fener.example'
    }
    return () => new Promise<void>(down => server.close(down))
  })
  const text = (mail: string) =>
    mail
      .replace(/=\r?\n/g, '')
      .replace(/(=[0-9A-F]{2})+/g, bytes => decodeURIComponent(bytes.replaceAll('=', '%')))

  it('says in the person’s language that the sign-in was changed and whom to call, and nothing else', async () => {
    await mailRecovered(config as never, { network, person: someone.id })
    const [mail = ''] = taken.splice(0)
    expect(mail).toContain(`To: ${someone.email}`)
    expect(text(mail)).toContain('Nëse nuk keni qenë ju, thirreni menjëherë koordinatorin.')
    await database.owner.query(
      `update identity.organisations set public_phone = '0800 11 22' where id = $1`,
      [coordinator.actor.organisation]
    )
    await mailRecovered(config as never, { network, person: someone.id })
    const [second = ''] = taken.splice(0)
    expect(text(second)).toContain('koordinatorin: 0800 11 22')
    for (const said of [mail, second]) {
      expect(text(said)).not.toMatch(/https?:/)
      expect(text(said)).not.toContain('Mirjana')
      expect(said).not.toContain(someone.id)
    }
  })

  it('is not sent to somebody who has left', async () => {
    await endAccess(coordinator.actor, { person: someone.id, evenSo: true })
    await mailRecovered(config as never, { network, person: someone.id })
    expect(taken).toEqual([])
  })
})
