// "Something waits for you": one digest a day for each person, at once when somebody is in danger. The mail says nothing else.
// The digest leaves at a fixed hour, so that its time does not tell when somebody wrote.
import { sql } from 'kysely'
import { z } from 'zod'
import { identify } from '#access/work.server.ts'
import { isStaff, type Actor, type Role } from '#kernel/actor.ts'
import type { AccountId, CircleId, NetworkId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import type { Config } from '#platform/config.server.ts'
import type { Payload } from '#platform/jobs.server.ts'
import { openMail } from '#platform/mail.server.ts'
import { wordsFor } from '#locales/words.server.ts'

export const WaitingMail = z.strictObject({ daily: z.boolean(), urgent: z.boolean() })
export type WaitingMail = z.infer<typeof WaitingMail>

/** What the person themselves chose; both until they choose. */
export const waitingMailOf = (actor: Actor): Promise<WaitingMail> =>
  identify(actor.network, async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const chosen = await db.row(sql<WaitingMail>`
      select daily, urgent from identity.waiting_mails where network_id = ${actor.network} and person_id = ${actor.account}`)
    return chosen ?? { daily: true, urgent: true }
  })

export const chooseWaitingMail = (actor: Actor, { daily, urgent }: WaitingMail) =>
  identify(actor.network, async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    await db.run(sql`
      insert into identity.waiting_mails (network_id, person_id, daily, urgent)
      values (${actor.network}, ${actor.account}, ${daily}, ${urgent})
      on conflict (network_id, person_id) do update set daily = excluded.daily, urgent = excluded.urgent`)
  })

/** For whom something waits: those who hold the role and are in the circle now. */
export type Waiting = {
  network: NetworkId
  /** Null: what waits belongs to the whole network (a task of the plan). */
  circle: CircleId | null
  /** Null: whatever their role. */
  role: Role | null
  /** Only this one of them. */
  person?: AccountId | null
}

const members = ({ network, circle, role, person = null }: Waiting) => sql`
  select distinct p.network_id, p.id from identity.people p
  join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
    and (${role}::text is null or m.role = ${role})
  where p.network_id = ${network} and p.left_at is null
    and (${circle}::uuid is null or exists (
      select from access.circle_members c where c.network_id = p.network_id and c.circle_id = ${circle} and c.account_id = p.id
        and c.kind = 'member' and c.until_at is null))
    and (${person}::uuid is null or p.id = ${person})`

/** Puts one mail for each of them into the queue, at most one a day and person, however much waits in however many circles. */
export const askForDigest = (waiting: Waiting): Promise<void> =>
  identify(waiting.network, async ({ db, now, enqueue }) => {
    const today = now.toISOString().slice(0, 10)
    const told = await db.rows(sql<{ person: string }>`
      insert into identity.waiting_mails as w (network_id, person_id, digest_on)
      select network_id, id, ${today}::date from (${members(waiting)}) as member
      on conflict (network_id, person_id) do update set digest_on = excluded.digest_on
      where w.daily and (w.digest_on is null or w.digest_on < excluded.digest_on)
      returning w.person_id as person`)
    for (const { person } of told) await enqueue('mail-waiting', { network: waiting.network, person })
  })

const minutesBetween = 15

/** At once; after that at most every quarter of an hour, and what comes meanwhile is told at its end. */
export const askForUrgent = (waiting: Waiting): Promise<void> =>
  identify(waiting.network, async ({ db, now, enqueue }) => {
    const told = await db.rows(sql<{ person: string; at: Date }>`
      insert into identity.waiting_mails as w (network_id, person_id, urgent_at)
      select network_id, id, ${now}::timestamptz from (${members(waiting)}) as member
      on conflict (network_id, person_id) do update
      set urgent_at = greatest(excluded.urgent_at, w.urgent_at + ${`${minutesBetween} minutes`}::interval)
      where w.urgent and (w.urgent_at is null or w.urgent_at <= excluded.urgent_at)
      returning w.person_id as person, w.urgent_at as at`)
    for (const { person, at } of told)
      await enqueue('mail-waiting', { network: waiting.network, person }, { runAt: at })
  })

/** No name, no number, no word about what waits: whoever reads over the shoulder learns that this person uses Fener. */
export const mailWaiting = async (config: Config, { network, person }: Payload) => {
  const to = await identify(network as NetworkId, ({ db }) =>
    db.row(sql<{ email: string; locale: Locale }>`
      select email, locale from identity.people
      where network_id = ${network} and id = ${person} and left_at is null`)
  )
  if (!to) return
  const t = wordsFor(to.locale, 'mail')
  const mailer = openMail(config)
  try {
    await mailer.sendMail({
      to: to.email,
      subject: t('mail.waiting.subject'),
      text: t('mail.waiting.text', { link: `${config.origin}/desk` })
    })
  } finally {
    mailer.close()
  }
}
