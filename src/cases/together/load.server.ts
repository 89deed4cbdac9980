// How much each worker carries, for whoever shares out the work: numbers without a case, a code word or a content.
import { sql } from 'kysely'
import { count, look } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { protect, type Protected } from '#kernel/small-numbers.ts'
import { dayOf } from '#services/index.ts'
import { togetherVerbs } from './verbs.ts'

type Row = {
  account: string
  openCases: number
  highRisk: number
  lateCases: number
  lateTasks: number
  waiting: number
}
export type Load = {
  account: string
  openCases: Protected
  highRisk: Protected
  lateCases: Protected
  /** Work, not people: counted plainly. */
  lateTasks: number
  waiting: Protected
}

/** No sums stand beside it: one sum and all its parts but one would give the hidden one away. */
export const seeLoad = async (actor: Actor): Promise<Load[]> => {
  const verb = togetherVerbs['work.see-load']
  if (!isStaff(actor) || !may(actor, verb)) throw notFound()
  const rows = await count(actor.network, ({ db, now }) =>
    db.rows(sql<Row>`
      select account, open_cases as "openCases", high_risk as "highRisk", late_cases as "lateCases", late_tasks as "lateTasks", waiting
      from cases.load_of_workers(${dayOf(now.toISOString())}::date)`)
  )
  const few = (n: number) => protect(n, { audience: 'staff', of: 'cases' })
  return look(actor, verb, async () => ({
    subject: 'cases.cases/load',
    detail: { workers: rows.length },
    reply: rows.map(({ account, openCases, highRisk, lateCases, lateTasks, waiting }) => ({
      account,
      openCases: few(openCases),
      highRisk: few(highRisk),
      lateCases: few(lateCases),
      lateTasks,
      waiting: few(waiting)
    }))
  }))
}
