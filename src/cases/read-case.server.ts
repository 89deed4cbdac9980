import { sql } from 'kysely'
import { keysOf } from '#access/circles.server.ts'
import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { dayOf } from '#services/index.ts'
import { listReferralsOfCase } from '#services/index.server.ts'
import { parseCaseCode } from './code-words.ts'
import { findPerson } from './case.ts'
import type { CaseFact } from './facts.ts'
import { factsOfCase, fold, getCase, personsOf, type PersonRow } from './rows.server.ts'
import { conferencesOfCase } from './together/conference-rows.server.ts'
import { tasksOfCase } from './together/rows.server.ts'
import { caseVerbs } from './verbs.ts'

export type Member = { account: string; name: string; organisation: string; recipient: string }

/** One case as its team sees it. Identity, origin and files are not in it: see show-identity. */
export const readCase = (actor: Actor, code: string) =>
  look(actor, caseVerbs['case.read'], async ({ db, now }) => {
    const known = parseCaseCode(code)
    if (actor.kind !== 'staff' || !known) throw notFound()
    const { network } = actor
    const row = await getCase(db, network, { code: known })
    const { facts, notes } = await factsOfCase(db, network, row.id)
    const members = await db.rows(sql<Member>`
      select p.id as account, p.name, p.organisation_id as organisation, p.recipient
      from access.circle_members m join identity.people p on p.network_id = m.network_id and p.id = m.account_id
      where m.network_id = ${network} and m.circle_id = ${row.circle} and m.until_at is null and m.kind = 'member'
      order by m.from_at, p.name`)
    const sealed = await db.rows(sql<{ purpose: string; count: number }>`
      select purpose, count(*) as count from cases.sealed_records
      where network_id = ${network} and case_id = ${row.id} group by purpose`)
    const files = Number(
      (await db.row(sql<{ count: number }>`
        select count(*) as count from cases.files where network_id = ${network} and case_id = ${row.id}`))!
        .count
    )
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      reply: {
        ...row,
        today: dayOf(now.toISOString()),
        facts,
        notes,
        persons: asRecorded(await personsOf(db, network, row.id), facts),
        members,
        sealed: sealed.map(s => s.purpose),
        files,
        tasks: await tasksOfCase(db, network, row.id),
        conferences: await conferencesOfCase(db, network, row.id),
        referrals: await listReferralsOfCase(db, network, row.id),
        keys: await keysOf(db, actor, [row.circle])
      }
    }
  })

/** The facts say who is on the case and how: a part may have been corrected since, or a person taken off. */
const asRecorded = (persons: readonly PersonRow[], facts: readonly CaseFact[]): PersonRow[] => {
  const one = fold(facts)
  return persons.flatMap(person => {
    const part = findPerson(one, person.id)?.role
    return part ? [{ ...person, part }] : []
  })
}

export type CaseReply = Awaited<ReturnType<typeof readCase>>
