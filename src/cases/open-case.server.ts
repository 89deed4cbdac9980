// A case begins. Its circle is made in the browser of whoever opens it, for the chosen case managers: an operator who opens one
// from a report holds no wrap afterwards and cannot read what becomes of it.
import { sql } from 'kysely'
import { z } from 'zod'
import { makeCircle } from '#access/circles.server.ts'
import { browse, work, type Work } from '#access/work.server.ts'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { mostFiles } from '#kernel/file-limits.ts'
import type { AccountId, CaseId, FactId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { bytes, sealedBytes } from '#kernel/wire.ts'
import { dayOf } from '#services/index.ts'
import { newCaseCode } from './code-words.ts'
import { caseOrigins, type CaseFact } from './facts.ts'
import { filesWithDecision, partBytes } from './limits.ts'
import { caseVerbs } from './verbs.ts'
import { fold, writeFact, writeStatus } from './rows.server.ts'

export const NewCircle = z.strictObject({
  id: z.uuid(),
  recipient: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  wraps: z
    .array(z.strictObject({ account: z.uuid(), sealed: sealedBytes, vouch: bytes(32).optional() }))
    .min(1)
    .max(40)
})

export const NewCase = z.strictObject({
  case: z.uuid(),
  circle: NewCircle,
  origin: z.enum(caseOrigins),
  /** The report's code word. */
  fromReport: z
    .string()
    .regex(/^[a-z]{2,20}-[0-9]{1,4}$/)
    .nullable(),
  /** What the witness wrote, sealed anew to the case team: row `id`, purpose 'origin', rev 1. */
  sealed: z.array(z.strictObject({ id: z.uuid(), sealed: sealedBytes })).max(20),
  files: z
    .array(
      z.strictObject({
        id: z.uuid(),
        manifest: sealedBytes,
        parts: z.array(bytes(1, partBytes)).min(1).max(8)
      })
    )
    .max(mostFiles)
    .refine(
      files => files.flatMap(f => f.parts).reduce((sum, part) => sum + part.length, 0) <= filesWithDecision
    )
})
export type NewCase = z.infer<typeof NewCase>

/** Opens the case inside the caller's transaction. Throws `case.team` unless every wrap is for a case manager of the network. */
export const openCaseInside = async (
  { db, now, enterCircle }: Pick<Work, 'db' | 'now' | 'enterCircle'>,
  actor: StaffActor,
  input: NewCase
): Promise<{ case: CaseId; code: string }> => {
  const { network, account } = actor
  const team = input.circle.wraps.map(w => w.account)
  const managers = await db.rows(sql<{ id: string }>`
    select p.id from identity.people p join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id
    where p.network_id = ${network} and p.id = any(${team}::uuid[]) and p.left_at is null and m.until_at is null and m.role = 'case-manager'`)
  if (new Set(managers.map(m => m.id)).size !== team.length) throw problem('case.team', 400)
  const circle = await makeCircle(
    { db, now, enterCircle },
    { network, account },
    {
      id: input.circle.id,
      kind: 'case',
      recipient: input.circle.recipient,
      held: input.circle.wraps.map(w => ({ ...w, kind: 'member' as const }))
    }
  )
  const id = input.case as CaseId
  const at = now.toISOString()
  const on = dayOf(at)
  const code = await takeCode(code =>
    db.run(sql`
      insert into cases.cases (network_id, id, circle_id, code, from_report, opened_on, status)
      values (${network}, ${id}, ${circle}, ${code}, ${input.fromReport}, ${on}, 'opened')
      on conflict (network_id, code) do nothing`)
  )
  const opened: CaseFact = {
    kind: 'case-opened',
    id: crypto.randomUUID() as FactId,
    at,
    on,
    by: account,
    origin: input.origin
  }
  // the first who was chosen leads it, until it is handed over
  const assigned: CaseFact = {
    kind: 'case-assigned',
    id: crypto.randomUUID() as FactId,
    at,
    on,
    by: account,
    to: team[0] as AccountId
  }
  for (const fact of [opened, assigned]) await writeFact(db, network, { id, circle }, fact)
  await writeStatus(db, network, id, fold([opened, assigned]))
  for (const record of input.sealed)
    await db.run(sql`
      insert into cases.sealed_records (network_id, id, circle_id, case_id, purpose, rev, epoch, account_id, at, sealed)
      values (${network}, ${record.id}, ${circle}, ${id}, 'origin', 1, 1, ${account}, ${now}, ${Buffer.from(record.sealed)})`)
  for (const file of input.files) {
    await db.run(sql`
      insert into cases.files (network_id, id, circle_id, case_id, epoch, account_id, manifest, parts)
      values (${network}, ${file.id}, ${circle}, ${id}, 1, ${account}, ${Buffer.from(file.manifest)}, ${file.parts.length})`)
    for (const [part, sealed] of file.parts.entries())
      await db.run(sql`
        insert into cases.file_parts (network_id, circle_id, file_id, part, sealed)
        values (${network}, ${circle}, ${file.id}, ${part}, ${Buffer.from(sealed)})`)
  }
  return { case: id, code }
}

/** Drawn again while taken; the conflict is swallowed, so the transaction around it lives on. */
const takeCode = async (insert: (code: string) => Promise<number>): Promise<string> => {
  for (let attempt = 0; attempt < 40; attempt++) {
    const code = newCaseCode(below => crypto.getRandomValues(new Uint32Array(1))[0]! % below)
    if ((await insert(code)) === 1) return code
  }
  throw problem('case.no-code', 503)
}

/** A case that no report preceded: a professional, the person themselves, a call. The opener must be on the team. */
export const openCase = (actor: Actor, input: NewCase) =>
  work(actor, caseVerbs['case.open'], async inside => {
    if (actor.kind !== 'staff' || !actor.roles.includes('case-manager')) throw notFound()
    if (!input.circle.wraps.some(w => w.account === actor.account) || input.fromReport)
      throw problem('case.team', 400)
    // sent again after a broken line: it is the same case
    const already = await inside.db.row(sql<{ case: CaseId; code: string }>`
      select id as case, code from cases.cases where network_id = ${actor.network} and id = ${input.case}`)
    const reply = already ?? (await openCaseInside(inside, actor, input))
    return {
      subject: `cases.cases/${reply.case}`,
      circle: input.circle.id as never,
      detail: { origin: input.origin },
      reply
    }
  })

export type CaseManager = { account: string; name: string; recipient: string; organisation: string }

/** Who a case can be given to. */
export const listCaseManagers = (actor: Actor) =>
  browse(actor, caseVerbs['case.choose-team'], ({ db }) =>
    db.rows(sql<CaseManager>`
      select p.id as account, p.name, p.recipient, p.organisation_id as organisation
      from identity.people p join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id
      where p.network_id = ${actor.network} and p.left_at is null and m.until_at is null and m.role = 'case-manager'
      order by p.name`)
  )
