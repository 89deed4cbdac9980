// The first visit: a network from its profile, its strategy, the first coordinator, and the network's standing circles.
// It is possible exactly once a network; a second visitor finds nothing there.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { makeCircle } from '#access/circles.server.ts'
import { identify } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import { locales } from '#kernel/locale.ts'
import type { AccountId, NetworkId } from '#kernel/id.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { problem } from '#kernel/problem.ts'
import { addAccount } from './accounts.server.ts'
import { EmailAddress, NewAccount, NewOrganisation, StandingCircle } from './schemas.ts'

export const SetUp = z.strictObject({
  network: z.uuid(),
  email: EmailAddress,
  locale: z.enum(locales),
  account: NewAccount,
  organisation: NewOrganisation,
  intake: StandingCircle,
  coordination: StandingCircle,
  /** Its key alone is used: case managers compare persons under it. */
  matching: StandingCircle,
  /** Field teams seal to it. */
  warning: StandingCircle
})
export type SetUp = z.infer<typeof SetUp>

export const isSetUp = (): Promise<boolean> =>
  identify(null, async ({ db }) => !!(await db.row(sql`select 1 from identity.networks limit 1`)))

/** Throws `set-up.already-done` when there is a network. The strategy and profile were checked before (nothing half-loaded). */
export const setUp = (input: SetUp, profile: NetworkProfile, strategy: object, madeUp = false) =>
  identify(null, async ({ db, now }) => {
    const network = input.network as NetworkId
    // one at a time: of two visitors who press at once, one is first and the other is told
    await db.run(sql`select pg_advisory_xact_lock(hashtextextended('fener-set-up', 0))`)
    if (await db.row(sql`select 1 from identity.networks limit 1`)) throw problem('set-up.already-done', 409)
    await db.run(sql`select set_config('fener.network_id', ${network}, true)`)
    await db.run(sql`
      insert into identity.networks (network_id, slug, profile, receipt_salt, made_up, set_up_on)
      values (${network}, ${profile.id}, ${JSON.stringify(profile)}::jsonb, ${randomBytes(16)}, ${madeUp}, ${now})`)
    const organisation = crypto.randomUUID()
    await db.run(sql`
      insert into identity.organisations (network_id, id, name, kind, kinds_of_help, languages, public_phone)
      values (${network}, ${organisation}, ${JSON.stringify(input.organisation.name)}::jsonb, ${input.organisation.kind},
              ${input.organisation.kindsOfHelp}, ${input.organisation.languages}, ${input.organisation.publicPhone ?? null})`)
    await addAccount({ db, now }, network, input.account, {
      organisation,
      role: 'coordinator',
      email: input.email,
      locale: input.locale
    })
    const by = { network, account: input.account.id as AccountId }
    const enterCircle = async () => {} // fener_identity is not bound by circles
    for (const [kind, hold] of [
      ['intake', 'keeper'],
      ['coordination', 'member'],
      ['matching', 'keeper'],
      ['warning', 'member']
    ] as const)
      await makeCircle({ db, now, enterCircle }, by, {
        id: input[kind].id,
        kind,
        recipient: input[kind].recipient,
        held: [
          { account: input.account.id, kind: hold, sealed: input[kind].sealed, vouch: input[kind].vouch }
        ]
      })
    await db.run(sql`
      insert into plan.strategies (network_id, id, version, document, loaded_at, loaded_by)
      values (${network}, ${crypto.randomUUID()}, 1, ${JSON.stringify(strategy)}::jsonb, ${now}, ${input.account.id})`)
    await recordEntry(db, {
      network,
      at: now,
      actor: `acc:${input.account.id}`,
      verb: 'network.set-up',
      subject: `identity.networks/${network}`,
      circle: input.coordination.id as never,
      detail: { profile: profile.id }
    })
    return { network }
  })
