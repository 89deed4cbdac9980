// Test support: what a case manager's and a provider's browser do before they ask the server. Small, without Svelte.
import { sql } from 'kysely'
import { id, makePerson, type TestPerson } from '#access/testing/people.ts'
import type { ConsentId, FactId, NetworkId, OrganisationId, PersonId, ReferralId } from '#kernel/id.ts'
import type { Database } from '#platform/db.server.ts'
import { writeHandle } from '#platform/handles.ts'
import { keysFrom, newRoot, open, seal, wrapRoot, type Sealed } from '#seal/index.ts'
import { toldBeforeConsent } from '../consent.ts'
import { openCase, type NewCase } from '../open-case.server.ts'
import { recordFact } from '../record-fact.server.ts'
import { recordPerson } from '../record-person.server.ts'
import { refer } from '../refer.server.ts'

type Wrap = { account: string; sealed: Sealed<unknown> }

export const newTestCircle = async (maker: TestPerson, holders: TestPerson[]) => {
  const root = newRoot()
  const keys = await keysFrom(root, 'circle')
  const circle = id()
  const wraps: Wrap[] = []
  for (const { actor, keys: theirs } of holders)
    wraps.push({
      account: actor.account,
      sealed: (await wrapRoot({
        root,
        network: maker.actor.network,
        circle,
        epoch: 1,
        account: actor.account,
        recipient: theirs.recipient,
        signer: { by: `acc:${maker.actor.account}`, signPrivate: maker.keys.signPrivate },
        at: new Date().toISOString()
      })) as Sealed<unknown>
    })
  return { keys, circle: { id: circle, recipient: keys.recipient, wraps } }
}
export type NewTestCircle = Awaited<ReturnType<typeof newTestCircle>>

type Place = { table: string; row: string; purpose: string; rev?: number }

export const sealFor = (
  by: TestPerson,
  at: NewTestCircle,
  value: unknown,
  { table, row, purpose, rev = 1 }: Place
) =>
  seal(value, {
    kind: purpose,
    ctx: { network: by.actor.network, table, row, circle: at.circle.id, epoch: 1, purpose, rev },
    signer: { by: `acc:${by.actor.account}`, signPrivate: by.keys.signPrivate },
    at: new Date().toISOString(),
    recipients: [at.keys.recipient]
  }) as Promise<Sealed<unknown>>

export const openWith = async (
  at: NewTestCircle,
  by: TestPerson,
  sealed: Uint8Array,
  { table, row, purpose, rev = 1 }: Place
) =>
  (
    await open<unknown>(sealed as Sealed<unknown>, {
      identities: [at.keys.identity],
      kind: purpose,
      ctx: { network: by.actor.network, table, row, circle: at.circle.id, epoch: 1, purpose, rev },
      verifier: () => by.keys.signPublic
    })
  ).value

export const joined = (person: TestPerson, ...circles: string[]): TestPerson['actor'] => ({
  ...person.actor,
  circles: [...person.actor.circles, ...(circles as unknown as TestPerson['actor']['circles'])]
})

export const newCaseOf = (at: NewTestCircle, change: Partial<NewCase> = {}): NewCase => ({
  case: id(),
  circle: at.circle,
  origin: 'professional',
  fromReport: null,
  sealed: [],
  files: [],
  ...change
})

export const makeProvider = async (
  database: Database,
  network: NetworkId,
  help: string[],
  organisation?: OrganisationId
) => {
  const person = await makePerson(database, network, 'provider')
  if (organisation) person.actor = { ...person.actor, organisation }
  await database.transaction('identity', { network }, async tx => {
    const db = writeHandle(tx)
    if (organisation)
      await db.run(
        sql`update identity.people set organisation_id = ${organisation} where id = ${person.actor.account}`
      )
    else
      await db.run(
        sql`update identity.organisations set kinds_of_help = ${help} where id = ${person.actor.organisation}`
      )
  })
  return person
}

/** A case with one presumed victim, opened by its manager, who is its member afterwards. */
export const caseWithPerson = async (manager: TestPerson, others: TestPerson[] = []) => {
  const at = await newTestCircle(manager, [manager, ...others])
  const input = newCaseOf(at)
  const { code } = await openCase(manager.actor, input)
  const actor = joined(manager, at.circle.id)
  const person = id() as PersonId
  const identity = { name: 'Made Up', story: 'made-up-story-of-a-person' }
  await recordPerson(actor, {
    is: 'new',
    case: input.case,
    person,
    fact: id() as FactId,
    role: 'presumed-victim',
    under18: 'no',
    on: today(),
    coded: { forms: ['oblik-radna'], gender: 'Feminine' },
    identity: {
      epoch: 1,
      sealed: await sealFor(manager, at, identity, {
        table: 'cases.sealed_records',
        row: person,
        purpose: 'identity'
      })
    }
  })
  return { at, id: input.case, code, actor, person, identity }
}
export type TestCase = Awaited<ReturnType<typeof caseWithPerson>>

export const today = () =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade' }).format(new Date())

export const step = (of: TestCase, kind: string, rest: object = {}) =>
  recordFact(of.actor, { case: of.id, fact: { kind, id: id(), on: today(), person: of.person, ...rest } })

export const consentTo = async (of: TestCase, recipient: string) => {
  const consent = id() as ConsentId
  await step(of, 'consent-recorded', {
    consent,
    purpose: 'sharing-with-named-body',
    recipient,
    channel: 'spoken',
    language: 'sq',
    textVersion: '2026-1',
    explainedBy: of.actor.account,
    told: [...toldBeforeConsent]
  })
  return consent
}

export const packet = { service: 'shelter', urgency: 'soon', language: 'sq', need: 'made-up-need-for-a-bed' }

/** Sends a referral to the provider's organisation; both sides are members of its circle afterwards. */
export const referTo = async (
  of: TestCase,
  manager: TestPerson,
  provider: TestPerson,
  change: object = {}
) => {
  const to = provider.actor.organisation
  const at = await newTestCircle(manager, [manager, provider])
  const referral = id() as ReferralId
  const { code } = await refer(of.actor, {
    case: of.id,
    fact: id() as FactId,
    person: of.person,
    referral,
    service: 'shelter',
    urgency: 'soon',
    to,
    basis: { kind: 'consent', consent: id() as ConsentId },
    circle: at.circle,
    packet: await sealFor(manager, at, packet, {
      table: 'services.packets',
      row: referral,
      purpose: 'packet'
    }),
    ...change
  })
  return {
    at,
    id: referral,
    code,
    provider: joined(provider, at.circle.id),
    sender: joined({ ...manager, actor: of.actor }, at.circle.id)
  }
}
