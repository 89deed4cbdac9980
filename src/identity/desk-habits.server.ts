// How somebody likes their desk: kept with the account, so that it follows the person and nothing stays on a computer.
import { sql } from 'kysely'
import { z } from 'zod'
import { identify } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'

const code = z.string().regex(/^[a-z-]{1,40}$/)
export const DeskHabits = z.strictObject({
  /** Single keys act: next, previous, a decision. */
  keys: z.boolean(),
  /** The list of reports that opens first. */
  inbox: z.enum(['mine', 'nobodys', 'open', 'done']),
  /** What the list of cases shows: codes alone, checked again by whoever reads them. */
  cases: z.partialRecord(z.enum(['status', 'stage', 'risk', 'mine', 'late']), z.union([code, z.boolean()])),
  /** The board of the plan: view, owner (an organisation, a person, or a word), which tasks. Checked again by whoever reads them. */
  plan: z.partialRecord(z.enum(['view', 'owner', 'due']), z.union([code, z.uuid()]))
})
export type DeskHabits = z.infer<typeof DeskHabits>
export const SomeHabits = DeskHabits.partial()

const usual: DeskHabits = { keys: true, inbox: 'open', cases: {}, plan: {} }

export const readHabits = (actor: Actor): Promise<DeskHabits> =>
  identify(actor.network, async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await db.row(sql<DeskHabits>`
      select keys, inbox, cases, plan from identity.desk_habits where network_id = ${actor.network} and person_id = ${actor.account}`)
    return found ?? usual
  })

export const chooseHabits = (actor: Actor, habits: z.infer<typeof SomeHabits>) =>
  identify(actor.network, async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { keys, inbox, cases, plan } = habits
    await db.run(sql`
      insert into identity.desk_habits (network_id, person_id, keys, inbox, cases, plan)
      values (${actor.network}, ${actor.account}, ${keys ?? usual.keys}, ${inbox ?? usual.inbox}, ${JSON.stringify(cases ?? {})}::jsonb,
              ${JSON.stringify(plan ?? {})}::jsonb)
      on conflict (network_id, person_id) do update
      set keys = coalesce(${keys ?? null}::boolean, desk_habits.keys), inbox = coalesce(${inbox ?? null}::text, desk_habits.inbox),
          cases = coalesce(${cases ? JSON.stringify(cases) : null}::jsonb, desk_habits.cases),
          plan = coalesce(${plan ? JSON.stringify(plan) : null}::jsonb, desk_habits.plan)`)
  })
