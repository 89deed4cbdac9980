import { z } from 'zod'
import { recordEntry } from '#audit/record.server.ts'
import { actorName, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { parseCode } from './code-words.ts'
import { linkReasons, unlinkReasons, type ReportFact } from './facts.ts'
import { appendFacts, lockReport } from './report-facts.server.ts'
import { recordOnReport } from './steps.ts'
import { reportVerbs } from './verbs.ts'

const other = z.string().trim().min(3).max(40)
export const LinkReports = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('link'), other, reason: z.enum(linkReasons) }),
  z.strictObject({ do: z.literal('unlink'), other, reason: z.enum(unlinkReasons) })
])
export type LinkReports = z.infer<typeof LinkReports>

/**
 * Says of two reports that they tell of the same thing, or takes it back; both sides get the fact. A report that the actor does not see
 * cannot be linked: it answers like one that is not there. Throws `report.not-with-itself`, `report.already-linked`, `report.not-linked`.
 */
export const linkReports = (actor: Actor, code: string, input: LinkReports, timezone: string) =>
  work(actor, reportVerbs['report.link'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const otherCode = parseCode(input.other)
    if (otherCode === code) throw problem('report.not-with-itself', 400)
    // Always in the same order, so that two who link the same pair from both ends wait for each other instead of for ever.
    const codes = [code, otherCode ?? input.other].toSorted()
    const locked = [
      await lockReport(db, actor.network, codes[0]!),
      await lockReport(db, actor.network, codes[1]!)
    ]
    const [mine, theirs] = codes[0] === code ? locked : locked.toReversed()
    if (!mine || !theirs) throw notFound()
    for (const [one, its] of [
      [mine, theirs],
      [theirs, mine]
    ] as const) {
      const written = { at: now.toISOString(), by: actor.account, other: its.id }
      const fact: ReportFact =
        input.do === 'link'
          ? { kind: 'report-linked', ...written, reason: input.reason }
          : { kind: 'report-unlinked', ...written, reason: input.reason }
      const { facts } = orThrow(recordOnReport(one.report, fact))
      await appendFacts(db, { network: actor.network, timezone, ...one }, facts, now)
    }
    const detail = { do: input.do, reason: input.reason }
    await recordEntry(db, {
      network: actor.network,
      at: now,
      actor: actorName(actor),
      verb: reportVerbs['report.link'].verb,
      subject: `reports.envelopes/${theirs.id}`,
      circle: theirs.circle,
      detail
    })
    return { subject: `reports.envelopes/${mine.id}`, circle: mine.circle, detail, reply: null }
  })
