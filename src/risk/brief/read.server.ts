// A brief for its writers, and what the public reads of those that were published.
import { sql } from 'kysely'
import { keysOf } from '#access/circles.server.ts'
import { look, readPublic } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { changesBetween, type ReportTree } from '#publication/index.ts'
import { approverOf, firstDay, isMonth } from './brief.ts'
import { loadBrief } from './store.server.ts'
import { briefVerbs } from './verbs.ts'

export const readBrief = (actor: Actor, month: string, timezone: string) =>
  look(actor, briefVerbs['brief.read'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const { facts, ids, times, words, report, values, way, circle, recipients } = await loadBrief(
      db,
      network,
      month,
      timezone
    )
    const people = await db.rows(sql<{ id: string; name: string }>`
      select p.id, p.name from identity.people p
      where p.network_id = ${network} and p.left_at is null and exists (
        select from identity.memberships m where m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
          and m.role = any(${[...briefVerbs['brief.approve'].roles]}::text[]))
        and (${circle}::uuid is null or exists (
          select from access.circle_members c where c.network_id = p.network_id and c.circle_id = ${circle}::uuid and c.account_id = p.id
            and c.kind = 'member' and c.until_at is null))
      order by p.name`)
    const names = new Map(people.map(p => [p.id, p.name]))
    const before = report.editions.at(-1)
    return {
      subject: `risk.briefs/${month}`,
      circle,
      reply: {
        month,
        way,
        circle,
        recipients,
        facts,
        ids,
        words,
        values: [...values.values()],
        approver: approverOf(facts) ?? null,
        people,
        /** What the public will read as changed: of a public one only. */
        correction:
          way === 'published' && before && report.correcting
            ? {
                reason: report.correcting,
                changes: changesBetween(before, { sections: report.sections, values: [...values.values()] }),
                before: [...before.values]
              }
            : null,
        /** Who changed which paragraph last, for the writer whose own change came too late. */
        edits: facts
          .flatMap((fact, i) =>
            fact.kind === 'section-edited'
              ? [
                  {
                    block: fact.block,
                    language: fact.language as string,
                    who: names.get(fact.by) ?? '',
                    at: times[i]!.toISOString()
                  }
                ]
              : []
          )
          .filter(
            (one, i, all) => !all.slice(i + 1).some(o => o.block === one.block && o.language === one.language)
          ),
        keys: circle ? await keysOf(db, actor, [circle]) : null
      }
    }
  })
export type BriefPage = Awaited<ReturnType<typeof readBrief>>

export const listPublishedBriefs = (network: NetworkId) =>
  readPublic(network, ({ db }) =>
    db.rows(sql<{ month: string }>`
      select distinct to_char(month, 'YYYY-MM') as month from risk.brief_editions where network_id = ${network} order by 1 desc limit 60`)
  )

/** A published edition, the newest unless another is asked for, and which there are of that month. Throws notFound. */
export const readPublishedBrief = (network: NetworkId, month: string, locale: Locale, edition?: number) =>
  readPublic(network, async ({ db }) => {
    if (!isMonth(month)) throw notFound()
    const editions = await db.rows(sql<{ edition: number; at: Date }>`
      select edition, published_at as at from risk.brief_editions
      where network_id = ${network} and month = ${firstDay(month)} and locale = ${locale} order by edition desc`)
    const wanted = edition ?? editions[0]?.edition
    const row = await db.row(sql<{ tree: ReportTree; pdf: Uint8Array; edition: number; at: Date }>`
      select tree, pdf, edition, published_at as at from risk.brief_editions
      where network_id = ${network} and month = ${firstDay(month)} and locale = ${locale} and edition = ${wanted ?? 0}`)
    if (!row) throw notFound()
    return { ...row, editions }
  })
