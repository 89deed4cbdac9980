import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { dayOf } from '#services/index.ts'
import { presumedVictims, type CaseStatus } from './case.ts'
import { dueOn, type Due } from './due.ts'
import type { RiskLevel } from './facts.ts'
import { factsOfCases, fold, listCaseRows } from './rows.server.ts'
import { stageStrip, type Stage } from './stages.ts'
import { caseVerbs } from './verbs.ts'

export type CaseLine = {
  code: string
  openedOn: string
  status: CaseStatus
  stage: Stage | null
  risk: RiskLevel | null
  next: Due | null
}

/** The actor's own cases: what waits for something first, nearest day first; closed ones last. */
export const listCases = (actor: Actor) =>
  look(actor, caseVerbs['case.list'], async ({ db, now }) => {
    const today = dayOf(now.toISOString())
    const rows = await listCaseRows(db, actor.network)
    const facts = await factsOfCases(
      db,
      actor.network,
      rows.map(r => r.id)
    )
    const reply = rows
      .map((row): CaseLine => {
        const one = fold(facts.get(row.id)!.facts)
        const risks = presumedVictims(one).flatMap(person => person.risk?.level ?? [])
        return {
          code: row.code,
          openedOn: row.openedOn,
          status: one.status,
          stage: stageStrip(one).findLast(s => s.state === 'under-way')?.stage ?? null,
          risk: (['high', 'medium', 'low'] as const).find(level => risks.includes(level)) ?? null,
          next: dueOn(one, today)[0] ?? null
        }
      })
      .toSorted((a, b) => order(a).localeCompare(order(b)))
    return { subject: 'cases.cases/own', detail: { count: reply.length }, reply: { today, cases: reply } }
  })

const order = ({ status, next, openedOn }: CaseLine) =>
  `${status === 'closed' ? 2 : next ? 0 : 1} ${next?.day ?? openedOn}`
