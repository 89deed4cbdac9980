import { sql } from 'kysely'
import { keysOf, type CircleKeys } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { deadlineOf } from './deadlines.ts'
import { dayIn } from '#kernel/day.ts'
import { foldReport } from './facts.ts'
import { followUpsOf, wasToldSince } from './follow-up.server.ts'
import { periodsOf } from './periods.server.ts'
import { beginReading, othersReading } from './presence.server.ts'
import { appendFacts, factsOf, lockReport, ownCircleOf } from './report-facts.server.ts'
import type { ReportMode } from './arrive.server.ts'
import { recordOnReport } from './steps.ts'
import { linkedTo, sealedBeside, teamOf } from './report-surroundings.server.ts'
import { reportVerbs } from './verbs.ts'

export type ReportPage = Awaited<ReturnType<typeof readReport>>

/** One report for the intake team, everything sealed as it is. The first to open it acknowledges it. Throws notFound. */
export const readReport = (actor: Actor, code: string, timezone: string) =>
  work(actor, reportVerbs['report.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const found = await lockReport(db, network, code)
    if (found.report.status === 'unread') {
      const opened = recordOnReport(found.report, {
        kind: 'report-opened',
        at: now.toISOString(),
        by: actor.account
      })
      if (opened.ok) await appendFacts(db, { network, timezone, ...found }, opened.facts, now)
    }
    const envelope = (await db.row(sql<{
      arrivedOn: string
      language: string
      mode: ReportMode
      held: boolean
      eraseOn: string | null
      sealed: Uint8Array | null
    }>`
      select arrived_on::text as "arrivedOn", language, mode, quarantined as held, erase_on::text as "eraseOn", sealed from reports.envelopes
      where network_id = ${network} and id = ${found.id}`))!
    const messages = await db.rows(sql<{
      row: string
      epoch: number
      from: 'intake' | 'reporter'
      by: string | null
      day: string
      sealed: Uint8Array
    }>`
      select id as row, epoch, written_by as "from", account_id as by, written_on::text as day, sealed
      from reports.messages where network_id = ${network} and report_id = ${found.id} order by no`)
    const files = await db.rows(sql<{ id: string; epoch: number; parts: number; manifest: Uint8Array }>`
      select id, epoch, parts, manifest from reports.files
      where network_id = ${network} and report_id = ${found.id} order by file`)
    const referred =
      (await db.row(sql<{ organisation: Trilingual; by: string | null }>`
        select o.name as organisation, p.name as by from professionals.referred r
        join identity.organisations o on o.network_id = r.network_id and o.id = r.organisation_id
        left join identity.people p on p.network_id = r.network_id and p.id = r.account_id
        where r.network_id = ${network} and r.report_id = ${found.id}`)) ?? null
    const facts = await factsOf(db, network, found.id)
    const report = foldReport(facts)!
    const { excluded } = await ownCircleOf(db, network, found.circle)
    const leftOut = await db.rows(sql<{ id: string; name: Trilingual }>`
      select id, name from identity.organisations
      where network_id = ${network} and id = any(${excluded}::uuid[]) order by name->>'sr'`)
    const followUps = await followUpsOf(db, network, found.id)
    const names = await db.rows(sql<{ id: string; name: string }>`
      select id, name from identity.people where network_id = ${network}
        and id in (select account_id from reports.facts where network_id = ${network} and report_id = ${found.id}
                   union select account_id from reports.messages where network_id = ${network} and report_id = ${found.id}
                   union select unnest(${followUps.flatMap(f => f.facts.map(one => one.by))}::uuid[]))`)
    const team = await teamOf(db, network, found.circle)
    const readers = othersReading(actor, found.id)
    beginReading(actor, code, found)
    const keys: CircleKeys = await keysOf(db, actor, [found.circle])
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      reply: {
        id: found.id as string,
        code,
        circle: found.circle as string,
        epoch: found.epoch,
        reporter: found.recipient,
        ...envelope,
        sealed: envelope.sealed && base64url(envelope.sealed),
        messages: messages.map(m => ({ ...m, sealed: base64url(m.sealed) })),
        files: files.map(f => ({ ...f, manifest: base64url(f.manifest) })),
        assessment: await sealedBeside(db, network, found.id, 'assessment-recorded'),
        masks: await sealedBeside(db, network, found.id, 'parts-masked'),
        /** Whose link it came by, or who of the network referred it, signed in. */
        referred,
        facts,
        leftOut,
        report,
        deadline: deadlineOf(report, dayIn(now, timezone), await periodsOf(db, network)) ?? null,
        linked: await linkedTo(db, network, report),
        /** A body heard of this decision: it cannot be undone any more. */
        told: report.decided !== undefined && (await wasToldSince(db, network, found.id, report.decided.at)),
        followUps: followUps.map(f => ({
          ...f,
          sealed: f.sealed.map(one => ({ ...one, sealed: base64url(one.sealed) }))
        })),
        /** Whether there is anything that words of this report could be compared with. */
        subjectsAreFollowed:
          (await db.row(sql`
          select 1 from reports.subject_tokens where network_id = ${network} and circle_id = ${found.circle} limit 1`)) !==
          undefined,
        team,
        readers: readers as string[],
        names: Object.fromEntries([...names, ...team].map(n => [n.id, n.name])),
        today: dayIn(now, timezone),
        now: now.toISOString(),
        keys
      }
    }
  })
