import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { hex, sealedBytes } from '#kernel/wire.ts'
import { recipientCount } from '#seal/index.ts'
import { recordOnReport } from './steps.ts'
import { appendFacts, lockReport } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export const Question = z.strictObject({
  row: z.uuid(),
  key: hex(16),
  epoch: z.int().positive(),
  sealed: sealedBytes
})
export type Question = z.infer<typeof Question>

/** The intake team writes to the reporter: sealed to the team and to the receipt's key. After a decision it is an answer, no question. */
export const askReporter = (actor: Actor, code: string, input: Question, timezone: string) =>
  work(actor, reportVerbs['report.ask'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    if (recipientCount(input.sealed) !== 2) throw problem('report.wrong-recipients', 400)
    const again = await db.row(sql`
      select 1 from reports.messages where network_id = ${actor.network} and idempotency = ${Buffer.from(input.key)}`)
    if (!again) {
      if (found.report.status === 'erased') throw problem('report.erased', 409)
      checkEpoch(input.epoch, found.newest)
      await db.run(sql`
        insert into reports.messages (network_id, id, circle_id, epoch, report_id, written_by, account_id, written_on, idempotency, sealed)
        values (${actor.network}, ${input.row}, ${found.circle}, ${input.epoch}, ${found.id}, 'intake', ${actor.account},
                ${dayIn(now, timezone)}, ${Buffer.from(input.key)}, ${Buffer.from(input.sealed)})`)
      if (found.report.status !== 'decided') {
        const asked = recordOnReport(found.report, {
          kind: 'question-asked',
          at: now.toISOString(),
          by: actor.account
        })
        await appendFacts(db, { network: actor.network, timezone, ...found }, orThrow(asked).facts, now)
      }
    }
    return { subject: `reports.envelopes/${found.id}`, circle: found.circle, reply: null }
  })
