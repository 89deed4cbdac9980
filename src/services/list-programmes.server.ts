import { sql } from 'kysely'
import { browse, count, type Read } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import {
  protect,
  protectShare,
  smallestShown,
  type Protected,
  type ProtectedShare,
  type Protection
} from '#kernel/small-numbers.ts'
import { dayOf } from './day.ts'
import { goodOutcomes, monthsAfter, type MonthsAfter, type ProgrammeKind } from './programmes.ts'
import { programmeVerbs } from './verbs.ts'

type Row = {
  id: string
  organisation: string
  organisationName: Trilingual
  kind: ProgrammeKind
  name: Trilingual
  about: Trilingual
  places: number
  startsOn: string
  endsOn: string
  cents: string | number | null
  rev: number
}
type Counted = {
  programme: string
  joined: number
  takingPart: number
  completed: number
  outcomes: { months: MonthsAfter; asked: number; good: number }[]
}
export type ProgrammeLine = Omit<Row, 'cents'> & {
  cents: number | null
  mine: boolean
  joined: Protected
  takingPart: Protected | null
  completed: ProtectedShare
  /** After so many months: how many of those asked work, learn or have their own business. */
  outcomes: { months: MonthsAfter; share: ProtectedShare }[]
}

/** The network's programmes. Numbers of people are plain to the organisation that holds the records and protected for everybody else. */
export const listProgrammes = async (actor: Actor): Promise<ProgrammeLine[]> => {
  const { rows } = await browse(actor, programmeVerbs['programme.list'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    return {
      rows: await db.rows(sql<Row>`
        select p.id, p.organisation_id as organisation, o.name as "organisationName", p.kind, p.name, p.about, p.places,
               p.starts_on as "startsOn", p.ends_on as "endsOn", p.cents, p.rev
        from directory.programmes p
        join identity.organisations o on o.network_id = p.network_id and o.id = p.organisation_id
        where p.network_id = ${actor.network} and p.ended_at is null
        order by p.ends_on < ${dayOf(now.toISOString())}::date, p.starts_on, p.id`)
    }
  })
  if (actor.kind !== 'staff') throw notFound()
  const counted = await count(actor.network, ({ db }) => countProgrammes(db, actor.network))
  return rows.map(row => {
    const team = actor.roles.includes('provider') && row.organisation === actor.organisation
    const of = counted.get(row.id)
    return {
      ...row,
      cents: row.cents === null ? null : Number(row.cents),
      mine: team || actor.roles.includes('coordinator'),
      ...protectedCounts(of, { audience: team ? 'team' : 'staff', of: 'people' })
    }
  })
}

const protectedCounts = (of: Counted | undefined, to: Protection) => {
  const { joined = 0, takingPart = 0, completed = 0, outcomes = [] } = of ?? {}
  // who was not asked yet is the rest of who joined: a rest of 1 to 4 would be a small number too
  const restShows = (asked: number) =>
    to.audience === 'team' || joined === asked || joined - asked >= smallestShown
  return {
    joined: protect(joined, to),
    takingPart: to.audience === 'team' ? protect(takingPart, to) : null,
    completed: protectShare(completed, joined, to),
    outcomes: monthsAfter.flatMap(months => {
      const { asked = 0, good = 0 } = outcomes.find(one => one.months === months) ?? {}
      if (asked === 0) return []
      const share: ProtectedShare = restShows(asked) ? protectShare(good, asked, to) : { hidden: 'few' }
      return [{ months, share }]
    })
  }
}

/** As the statistics role sees it: coded columns of one network. */
export const countProgrammes = async (db: Read, network: NetworkId): Promise<Map<string, Counted>> => {
  const facts = await db.rows(sql<Omit<Counted, 'outcomes'>>`
    select programme_id as programme,
           count(*) filter (where kind = 'joined')::int as joined,
           (count(*) filter (where kind = 'joined') - count(*) filter (where kind in ('completed', 'left-early')))::int as "takingPart",
           count(*) filter (where kind = 'completed')::int as completed
    from services.participation_facts where network_id = ${network} group by programme_id`)
  const outcomes = await db.rows(sql<{ programme: string; months: MonthsAfter; asked: number; good: number }>`
    select programme_id as programme, months, count(*)::int as asked,
           (count(*) filter (where outcome = any(${[...goodOutcomes]}::text[])))::int as good
    from services.outcomes where network_id = ${network} group by programme_id, months`)
  return new Map(
    facts.map(one => [
      one.programme,
      { ...one, outcomes: outcomes.filter(o => o.programme === one.programme) }
    ])
  )
}
