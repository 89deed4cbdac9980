// What somebody would leave lying, and what lies already: numbers for those who end accesses, who see no case.
import { sql } from 'kysely'
import { look, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { protect, type Protected } from '#kernel/small-numbers.ts'
import { togetherVerbs } from './verbs.ts'

type LeftOpen = { led: number; alone: number; tasks: number; referrals: number; unanswered: number }

const leftOpenOf = async (db: Read, person: string): Promise<LeftOpen> =>
  (await db.row(
    sql<LeftOpen>`select led, alone, tasks, referrals, unanswered from cases.left_open(${person})`
  ))!

const ofCases = (n: number): Protected => protect(n, { audience: 'staff', of: 'cases' })

/** What the people page shows before an access is ended. Tasks are work and counted plainly; cases and referrals are people. */
export type LeftBehind = {
  led: Protected
  alone: Protected
  tasks: number
  referrals: Protected
  unanswered: Protected
  /** Somebody in danger would be without anybody: then it needs an emergency. */
  mustStay: boolean
}

export const seeLeftOpen = (actor: Actor, person: string): Promise<LeftBehind> =>
  look(actor, togetherVerbs['work.see-left-open'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { led, alone, tasks, referrals, unanswered } = await leftOpenOf(db, person)
    return {
      subject: `identity.people/${person}`,
      reply: {
        led: ofCases(led),
        alone: ofCases(alone),
        tasks,
        referrals: ofCases(referrals),
        unanswered: ofCases(unanswered),
        mustStay: alone + unanswered > 0
      }
    }
  })

/**
 * Asked once more in the transaction that ends the access: whether somebody would be left alone, and the circles whose keys are kept out
 * of anybody's reach, because on the side of the case nobody else could open them.
 */
export const leavingAlone = async (db: Read, person: string) => {
  const { alone, unanswered } = await leftOpenOf(db, person)
  const kept = await db.rows(sql<{ id: CircleId }>`select circle_id as id from cases.alone_with(${person})`)
  return { alone: alone + unanswered > 0, kept: kept.map(circle => circle.id) }
}

type Orphaned = { last_holder: string | null; circle_id: CircleId; referrals: CircleId[] }
const orphaned = (db: Read) =>
  db.rows(sql<Orphaned>`select last_holder, circle_id, referrals from cases.orphaned()`)

/** Circles of the open cases which this person alone could still open, and of their referrals. */
export const orphanedBy = async (db: Read, person: string): Promise<CircleId[]> =>
  (await orphaned(db)).flatMap(row => (row.last_holder === person ? [row.circle_id, ...row.referrals] : []))

/** Open cases without anybody, by whoever held the key last; null: nobody can open them any more. */
export const listOrphaned = (actor: Actor): Promise<{ person: string | null; cases: Protected }[]> =>
  look(actor, togetherVerbs['work.see-orphaned'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const by = Map.groupBy(await orphaned(db), row => row.last_holder)
    return {
      subject: 'cases.cases/orphaned',
      detail: { holders: by.size },
      reply: [...by].map(([person, rows]) => ({ person, cases: ofCases(rows.length) }))
    }
  })
