// After publication: another edition, with its reason. The edition before stays as it is and stays within reach.
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { sectionsToCorrect } from './annual-report/changes.ts'
import { draftReport } from './annual-report/draft.ts'
import { refuseReportFact, type ReportFact } from './annual-report/report.ts'
import {
  addReportFact,
  loadReport,
  lockReports,
  toDraft,
  type ReportSources
} from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

const words = z.string().trim().max(500)
export const CorrectReport = z.discriminatedUnion('step', [
  /** The public reads the reason, each in their language. */
  z.strictObject({ step: z.literal('open'), reason: z.strictObject({ sr: words, sq: words, en: words }) }),
  z.strictObject({ step: z.literal('drop') })
])
export type CorrectReport = z.infer<typeof CorrectReport>

/** Opens a correction of the newest edition, or gives it up. Throws `report.not-now`, `report.needs-words`. */
export const correctReport = (
  actor: Actor,
  year: number,
  input: CorrectReport,
  timezone: string,
  sources: ReportSources
) =>
  work(actor, publicationVerbs['annual-report.correct'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    await lockReports(db, network)
    const loaded = await loadReport(db, network, year, now, timezone)
    const { facts, report, current } = loaded
    const dated = { on: dayIn(now, timezone), by: account }
    const fresh = draftReport(await toDraft(db, network, year, loaded, sources))
    const fact: ReportFact =
      input.step === 'drop'
        ? { kind: 'correction-dropped', ...dated }
        : {
            kind: 'correction-opened',
            reason: input.reason,
            sections: sectionsToCorrect(report.sections, fresh.sections),
            ...dated
          }
    const refused = refuseReportFact(facts, fact, current)
    if (refused) throw problem(refused as ProblemCode, refused === 'report.not-now' ? 409 : 422)
    await addReportFact(db, network, year, account, fact, now)
    return { subject: `publication.annual_reports/${year}`, detail: { step: input.step }, reply: null }
  })
