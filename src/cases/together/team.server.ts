// Who is on a case. A colleague is let in by one of its team, who wraps the keys in their browser; who is taken off loses rows and keys in
// the same transaction, and the desk of whoever did it makes the new keys (docs/decisions/0017-working-together.md).
import { sql } from 'kysely'
import { z } from 'zod'
import { addToCircle, joinCircle, keysOf } from '#access/circles.server.ts'
import { look, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { AccountId, CaseId, CircleId, FactId, NetworkId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { bytes, sealedBytes } from '#kernel/wire.ts'
import { dayOf } from '#services/index.ts'
import type { CaseFact } from '../facts.ts'
import {
  factsOfCase,
  fold,
  getCase,
  getCaseToChange,
  getOpenCaseToChange,
  writeFact,
  writeStatus
} from '../rows.server.ts'
import { recordOnCase } from '../steps.ts'
import { mustBeMember } from './rows.server.ts'
import { togetherVerbs } from './verbs.ts'

/**
 * The case's circle and those of its referrals, as far as the actor is in them: what somebody on its team must be in to see it whole.
 * `held`: the actor has its newest key. Who was let in once more may find that a provider's desk renewed a referral's meanwhile.
 */
export const circlesOfCase = (db: Read, by: { network: NetworkId; account: AccountId }, id: CaseId) =>
  db.rows(sql<{ circle: CircleId; epoch: number; held: boolean }>`
    select o.id as circle, o.epoch, exists (
        select from access.wraps w where w.network_id = o.network_id and w.circle_id = o.id and w.epoch = o.epoch
          and w.account_id = ${by.account}) as held
    from access.circles o
    join access.circle_members m on m.network_id = o.network_id and m.circle_id = o.id and m.account_id = ${by.account}
      and m.kind = 'member' and (m.until_at is null or m.until_at > now())
    where o.network_id = ${by.network} and o.ended_at is null and o.id in (
      select circle_id from cases.cases where network_id = ${by.network} and id = ${id}
      union
      select r.circle_id from services.case_referrals l
      join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
      where l.network_id = ${by.network} and l.case_id = ${id})
    order by o.id`)

export const OfCase = z.strictObject({ case: z.uuid() })

/** What a colleague's keys are wrapped from. */
export const teamKeys = (actor: Actor, input: z.infer<typeof OfCase>) =>
  look(actor, togetherVerbs['team.keys'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await getCase(db, actor.network, { id: input.case })
    const circles = await circlesOfCase(db, actor, row.id)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { circles: circles.length },
      reply: {
        circles,
        keys: await keysOf(
          db,
          actor,
          circles.map(c => c.circle)
        )
      }
    }
  })
export type TeamKeys = Awaited<ReturnType<typeof teamKeys>>

export const AddToTeam = z.strictObject({
  case: z.uuid(),
  account: z.uuid(),
  wraps: z
    .array(
      z.strictObject({
        circle: z.uuid(),
        epoch: z.int().positive(),
        sealed: sealedBytes,
        vouch: bytes(32)
      })
    )
    .max(400)
})
export type AddToTeam = z.infer<typeof AddToTeam>

/**
 * Lets a case manager of the network onto the case and its referrals. Throws `team.already`, and `keys.changed` unless there is one wrap for
 * each newest key the actor holds (a referral went out meanwhile, a key was renewed): the browser reads them again and wraps anew. What
 * the actor has no key to is marked for a new one, which comes from whoever holds it.
 */
export const addToTeam = (actor: Actor, input: AddToTeam) =>
  work(actor, togetherVerbs['team.add'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const row = await getOpenCaseToChange(db, network, input.case)
    const manager = await db.row(sql`
      select 1 from identity.people p join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id
      where p.network_id = ${network} and p.id = ${input.account} and p.left_at is null
        and m.role = 'case-manager' and m.until_at is null`)
    if (!manager) throw notFound()
    const circles = await circlesOfCase(db, actor, row.id)
    const ids = circles.map(c => c.circle)
    // not while one of them gets a new key: the colleague would be left with the old one
    await db.rows(sql`
      select 1 from access.circles where network_id = ${network} and id = any(${ids}::uuid[]) order by id for update`)
    const current = await circlesOfCase(db, actor, row.id)
    const held = current.filter(c => c.held)
    const wrapped = new Map(input.wraps.map(wrap => [wrap.circle, wrap]))
    if (
      wrapped.size !== input.wraps.length ||
      wrapped.size !== held.length ||
      !held.every(c => wrapped.get(c.circle)?.epoch === c.epoch)
    )
      throw problem('keys.changed', 409)
    const already = await db.row(sql`
      select 1 from access.circle_members where network_id = ${network} and circle_id = ${row.circle}
        and account_id = ${input.account} and kind = 'member' and until_at is null`)
    if (already) throw problem('team.already', 409)
    const newcomer = { account: input.account, kind: 'member' as const }
    for (const { circle, epoch } of current) {
      const wrap = wrapped.get(circle)
      if (wrap) {
        const { sealed, vouch } = wrap
        await addToCircle({ db, now }, actor, { ...newcomer, circle, epoch, sealed, vouch })
        continue
      }
      await joinCircle({ db, now }, actor, { ...newcomer, circle })
      await db.run(sql`
        update access.circles set renew_since = coalesce(renew_since, ${now}) where network_id = ${network} and id = ${circle}`)
    }
    await db.run(sql`
      update services.referrals set team = array_append(team, ${input.account}::uuid)
      where network_id = ${network} and circle_id = any(${ids}::uuid[]) and ${input.account}::uuid <> all (team)`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { account: input.account, circles: current.length },
      reply: null
    }
  })

export const OfColleague = z.strictObject({ case: z.uuid(), account: z.uuid() })
export type OfColleague = z.infer<typeof OfColleague>

/**
 * Takes a colleague off. Throws `team.not-yourself`, and `team.hand-over-first` while they lead the open case, have a task open on it or have planned a conference.
 * What they saw cannot be unseen; the caller's desk makes the new keys next.
 */
export const takeOffTeam = (actor: Actor, input: OfColleague) =>
  work(actor, togetherVerbs['team.take-off'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const row = await getCaseToChange(db, network, input.case)
    if (input.account === actor.account) throw problem('team.not-yourself', 409)
    await mustBeMember(db, network, row.circle, input.account)
    await db.run(sql`select cases.leave_team(${row.id}, ${input.account}, ${now})`)
    // asked after they are off: whoever gives them something at this moment waits for this transaction, and is told
    const left = await db.row(sql`
      select 1 from cases.cases c where c.network_id = ${network} and c.id = ${row.id} and (
        (c.status <> 'closed' and c.assigned_to = ${input.account})
        or exists (select from cases.tasks t where t.network_id = c.network_id and t.case_id = c.id
                   and t.owner = ${input.account} and t.state = 'open')
        or exists (select from cases.conferences f where f.network_id = c.network_id and f.case_id = c.id
                   and f.convener = ${input.account} and f.state = 'planned'))`)
    if (left) throw problem('team.hand-over-first', 409)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { account: input.account },
      reply: null
    }
  })

/** Says who leads the case. Throws `team.leads-already`, and the rule's own refusal for a closed case. */
export const leadCase = (actor: Actor, input: OfColleague) =>
  work(actor, togetherVerbs['team.lead'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const row = await getCaseToChange(db, network, input.case)
    await mustBeMember(db, network, row.circle, input.account)
    const { facts } = await factsOfCase(db, network, row.id)
    if (fold(facts).assignedTo === input.account) throw problem('team.leads-already', 409)
    const at = now.toISOString()
    const fact: CaseFact = {
      kind: 'case-assigned',
      id: crypto.randomUUID() as FactId,
      at,
      on: dayOf(at),
      by: account,
      to: input.account as AccountId
    }
    const { after } = orThrow(recordOnCase(facts, fact))
    await writeFact(db, network, row, fact)
    await writeStatus(db, network, row.id, after)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { lead: input.account },
      reply: null
    }
  })

/** The actor's open cases which nobody leads any more: whoever did is not on the team. */
export const listLeaderless = (actor: Actor, most: number) =>
  look(actor, togetherVerbs['team.list-leaderless'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const reply = await db.rows(sql<{ code: string }>`
      select c.code from cases.cases c
      where c.network_id = ${actor.network} and c.status <> 'closed' and not exists (
        select from access.circle_members m where m.network_id = c.network_id and m.circle_id = c.circle_id
          and m.account_id = c.assigned_to and m.kind = 'member' and m.until_at is null)
      order by c.opened_on, c.code limit ${most}`)
    return { subject: 'cases.cases/leaderless', detail: { shown: reply.length }, reply }
  })
