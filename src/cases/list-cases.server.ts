import { sql } from 'kysely'
import { z } from 'zod'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { Day, dayOf, deadlineState, referralDeadline, type Urgency } from '#services/index.ts'
import { caseStatusesOfOurs, type CaseStatus } from './case.ts'
import { beginningOfCode } from './code-words.ts'
import type { Due, DueKind } from './due.ts'
import { riskLevels, type RiskLevel } from './facts.ts'
import { caseSettings } from './settings.ts'
import { stages, type Stage } from './stages.ts'
import { caseVerbs } from './verbs.ts'

export const casesPage = 25

/** Cases that are not closed, all, or those of one status. */
export const caseFilterStatuses = ['open', 'any', ...caseStatusesOfOurs] as const
export const CaseFilter = z.strictObject({
  status: z.enum(caseFilterStatuses).default('open'),
  stage: z.enum(stages).optional(),
  risk: z.enum(riskLevels).optional(),
  /** Only those which the actor leads. */
  mine: z.boolean().default(false),
  late: z.boolean().default(false),
  /** A code word or its beginning, with or without its number; nothing else is taken, for a name must not stand in an address. */
  code: z
    .string()
    .max(24)
    .refine(text => beginningOfCode(text) !== undefined)
    .optional(),
  /** The last row of the page before. */
  after: z.strictObject({ day: Day, id: z.uuid() }).optional()
})
export type CaseFilter = z.input<typeof CaseFilter>

export type CaseLine = {
  id: string
  code: string
  openedOn: string
  status: CaseStatus
  stage: Stage | null
  risk: RiskLevel | null
  lead: string | null
  next: Pick<Due, 'kind' | 'day' | 'state'> | null
  /** Where the next page begins. */
  day: string
}

type Row = Omit<CaseLine, 'next'> & {
  dueKind: DueKind | null
  dueOn: string | null
  /** The referral whose answer is due first. */
  asked: { urgency: Urgency; sentOn: string } | null
  withoutGround: boolean
}

/** Stands for "nothing waits": such cases come last. */
const never = '9999-12-31'

/**
 * One page of the actor's own cases: what waits for something first, nearest day first; closed ones the newest first. What it costs
 * grows with the circles the actor is in, and not with the table: each case is one row, found by its circle.
 */
export const listCases = (actor: Actor, input: CaseFilter = {}) =>
  look(actor, caseVerbs['case.list'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const filter = CaseFilter.parse(input)
    const today = dayOf(now.toISOString())
    const newestFirst = filter.status === 'closed'
    const order = newestFirst ? sql`day desc, id desc` : sql`day, id`
    const after = filter.after
      ? sql`(day, id) ${newestFirst ? sql`<` : sql`>`} (${filter.after.day}::date, ${filter.after.id}::uuid)`
      : sql`true`
    const beginning = filter.code ? `${beginningOfCode(filter.code)}%` : undefined
    const found = await db.rows(sql<Row>`
      with pending as materialized (
        select c.case_id, (array_agg(r.answer_by order by r.answer_by) filter (where r.status = 'sent'))[1] as answer_on,
          (array_agg(jsonb_build_object('urgency', r.urgency, 'sentOn', r.sent_on) order by r.answer_by)
            filter (where r.status = 'sent'))[1] as asked
        from services.referrals r
        join services.case_referrals c on c.network_id = r.network_id and c.referral_id = r.id
        where r.network_id = ${actor.network} and r.status in ('sent', 'accepted') group by c.case_id
      ), own as (
        select c.*, p.answer_on, p.asked,
          -- the last day on which a referral that is still pending rested on something
          case when p.case_id is not null and c.ground_on <= ${today}::date then c.ground_on - 1 end as ended_on
        from cases.cases c left join pending p on p.case_id = c.id
        where c.network_id = ${actor.network}
          and ${{ open: sql`c.status <> 'closed'`, any: sql`true` }[filter.status as string] ?? sql`c.status = ${filter.status}`}
          and ${filter.stage ? sql`c.stage = ${filter.stage}` : sql`true`}
          and ${filter.risk ? sql`c.risk = ${filter.risk}` : sql`true`}
          and ${filter.mine ? sql`c.assigned_to = ${actor.account}` : sql`true`}
          and ${beginning ? sql`c.code like ${beginning}` : sql`true`}
      ), line as (
        select *, ${newestFirst ? sql`opened_on` : sql`coalesce(least(due_on, answer_on, ended_on), ${never}::date)`} as day from own
      )
      select id, code, opened_on::text as "openedOn", status, stage, risk, assigned_to as lead, day::text as day,
        due_kind as "dueKind", due_on::text as "dueOn", asked, ended_on is not null as "withoutGround"
      from line where ${after} and ${filter.late && !newestFirst ? sql`day < ${today}::date` : sql`true`}
      order by ${order} limit ${casesPage + 1}`)
    const shown = found.slice(0, casesPage)
    const leads = [...new Set(shown.flatMap(row => row.lead ?? []))]
    const people = leads.length
      ? await db.rows(sql<{ id: string; name: string }>`
          select id, name from identity.people where network_id = ${actor.network} and id = any(${leads}::uuid[])`)
      : []
    return {
      subject: 'cases.cases/own',
      detail: { shown: shown.length },
      reply: {
        today,
        cases: shown.map(({ dueKind, dueOn, asked, withoutGround, ...row }): CaseLine => ({
          ...row,
          next: nextOf(today, { dueKind, dueOn, asked, withoutGround })
        })),
        more: found.length > casesPage,
        names: Object.fromEntries(people.map(p => [p.id, p.name])) as Record<string, string>
      }
    }
  })

type Waiting = Pick<Row, 'dueKind' | 'dueOn' | 'asked' | 'withoutGround'>

/** As `dueOn` would say it of the whole case. */
const nextOf = (today: string, { dueKind, dueOn, asked, withoutGround }: Waiting): CaseLine['next'] => {
  if (withoutGround) return { kind: 'revoke-referral', day: today, state: 'late' }
  const answer = asked && referralDeadline({ ...asked, status: 'sent' }, today, caseSettings.referrals)
  if (answer && !(dueOn && dueOn <= answer.day))
    return { kind: 'answer-referral', day: answer.day, state: answer.state }
  return dueKind && dueOn
    ? { kind: dueKind, day: dueOn, state: deadlineState(dueOn, today, caseSettings.dueDays) }
    : null
}
