// A made-up year, made through the same use cases as a real one, with real sealing. Clearly marked: the network says it is made up.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Secret } from 'otpauth'
import { addToCircle } from '#access/circles.server.ts'
import { identify } from '#access/work.server.ts'
import { loadFiles } from '#app/first-visit.server.ts'
import { openHouse } from '#app/house.server.ts'
import { indicators } from '#app/indicators.server.ts'
import { dayIn } from '#kernel/day.ts'
import { offerServices } from './services.server.ts'
import { openCaseYear, seeded, type DemoPerson } from './cases.server.ts'
import { workOnPlan } from './plan.server.ts'
import { defineIndicators } from './indicators.server.ts'
import { publishLastYear } from './report.server.ts'
import { evaluateAndAnswer } from './evaluations.server.ts'
import { watchForRisks } from './warnings.server.ts'
import { addAccount } from '#identity/accounts.server.ts'
import { makeAccount } from '#identity/make-account.ts'
import { addOrganisation } from '#identity/people.server.ts'
import { NewAccount } from '#identity/schemas.ts'
import { isSetUp, setUp } from '#identity/set-up.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { AccountId, CircleId, NetworkId, OrganisationId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { takeValues } from '#plan/take-values.server.ts'
import { asSealed, keysFrom, newRoot, wrapRoot, type Keys } from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'
import { accounts, codeNow, organisations, password } from './accounts.ts'

/** Fills an empty data folder once; gives the receipt of one made-up witness. */
export const prepareDemo = async (dataDir: string): Promise<string> => {
  const kept = join(dataDir, 'demo-receipt.txt')
  const house = await openHouse({ ...process.env, DATA_DIR: dataDir })
  if (!(await isSetUp())) {
    console.log('Fener: making a made-up year …')
    writeFileSync(kept, await make(house.config.origin))
    console.log('Fener: the made-up year is ready.')
  }
  setClock(() => new Date())
  await house.close()
  return existsSync(kept) ? readFileSync(kept, 'utf8') : ''
}

const make = async (address: string): Promise<string> => {
  const network = crypto.randomUUID() as NetworkId
  const { profile, strategy } = loadFiles({ profile: null, strategy: null })
  // before the first report of the made-up year, so that its numbers are those of a network that was there
  const begun = new Date(Date.now() - 350 * 86_400_000)
  const people: DemoPerson[] = []
  const inputs = new Map<string, NewAccount>()
  for (const account of accounts) {
    const totpSecret = new Uint8Array(Secret.fromBase32(account.secret).buffer)
    const made = await makeAccount(network, {
      name: account.name,
      password,
      totpSecret,
      totpCode: codeNow(account.secret, begun)
    })
    const input = NewAccount.parse(made.account)
    inputs.set(account.email, input)
    const actor: StaffActor = {
      kind: 'staff',
      account: input.id as AccountId,
      network,
      organisation: '' as OrganisationId,
      roles: [account.role],
      circles: [],
      kept: [],
      name: account.name,
      locale: 'sr-Latn'
    }
    people.push({ ...account, actor, keys: made.keys })
  }
  setClock(() => begun)
  const [coordinator] = people as [DemoPerson]
  const intake = await standing(network, coordinator)
  const matching = await standing(network, coordinator)
  const warning = await standing(network, coordinator)
  const first = organisations[0]
  await setUp(
    {
      network,
      email: coordinator.email,
      locale: 'sr-Latn',
      account: inputs.get(coordinator.email)!,
      organisation: { name: first.name, kind: first.kind, kindsOfHelp: [], languages: [] },
      intake: intake.wire,
      coordination: (await standing(network, coordinator)).wire,
      matching: matching.wire,
      warning: warning.wire
    },
    profile,
    strategy,
    true
  )
  const ids = new Map<string, string>()
  await identify(network, async ({ db }) => {
    ids.set(
      'opstina',
      (await db.row(
        sql<{ id: string }>`select id from identity.organisations where network_id = ${network}`
      ))!.id
    )
  })
  for (const { key, name, kind, help } of organisations.slice(1))
    ids.set(
      key,
      (
        await addOrganisation(coordinator.actor, {
          name,
          kind,
          kindsOfHelp: [...help],
          languages: ['sr', 'sq']
        })
      ).id
    )
  for (const person of people) {
    person.actor = { ...person.actor, organisation: ids.get(person.organisation) as OrganisationId }
    if (person === coordinator) {
      person.actor = { ...person.actor, circles: [warning.wire.id as CircleId] }
      continue
    }
    await identify(network, async ({ db, now }) => {
      await addAccount({ db, now }, network, inputs.get(person.email)!, {
        organisation: person.actor.organisation,
        role: person.role,
        email: person.email,
        locale: 'sr-Latn'
      })
      const circles =
        { operator: [intake, warning], 'case-manager': [matching, warning] }[person.role as string] ?? []
      for (const circle of circles) {
        const wrapped = await wrap(circle.root, network, circle.wire.id, coordinator, person)
        await addToCircle(
          { db, now },
          { network, account: coordinator.actor.account },
          {
            circle: circle.wire.id as CircleId,
            epoch: 1,
            account: person.actor.account,
            kind: 'member',
            ...wrapped
          }
        )
      }
      person.actor = { ...person.actor, circles: circles.map(circle => circle.wire.id as CircleId) }
    })
  }
  const receipt = await openCaseYear({
    network,
    people,
    intake: { id: intake.wire.id as CircleId, keys: intake.keys },
    timezone: profile.timezone
  })
  await watchForRisks({
    network,
    people,
    warning: { id: warning.wire.id as CircleId, keys: warning.keys },
    timezone: profile.timezone,
    settlements: profile.settlements.map(({ id }) => id),
    chance: seeded(7)
  })
  await workOnPlan(people, profile.timezone)
  setClock(() => new Date())
  await offerServices(people, dayIn(new Date(), profile.timezone))
  await defineIndicators(people, profile.timezone)
  const monitor = people.find(p => p.role === 'monitoring-officer')!
  await takeValues(monitor.actor, indicators)
  await publishLastYear(people, profile.timezone, address)
  await evaluateAndAnswer(monitor.actor, coordinator.actor, profile.timezone)
  // once more: the analysis itself counts
  await takeValues(monitor.actor, indicators)
  return receipt
}

const wrap = async (root: Uint8Array, network: string, circle: string, from: DemoPerson, to: DemoPerson) => {
  const theirs = {
    network,
    circle,
    epoch: 1,
    account: to.actor.account as string,
    recipient: to.keys.recipient
  }
  const sealed = await wrapRoot({
    ...theirs,
    root,
    signer: { by: `acc:${from.actor.account}`, signPrivate: from.keys.signPrivate },
    at: new Date().toISOString()
  })
  return { sealed: asSealed<unknown>(sealed), vouch: vouch(root, theirs) }
}

const standing = async (network: string, holder: DemoPerson) => {
  const root = newRoot()
  const keys: Keys = await keysFrom(root, 'circle')
  const id = crypto.randomUUID()
  return {
    root,
    keys,
    wire: { id, recipient: keys.recipient, ...(await wrap(root, network, id, holder, holder)) }
  }
}
