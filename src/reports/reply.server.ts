import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { dayIn } from '#kernel/day.ts'
import { problem } from '#kernel/problem.ts'
import type { NetworkId } from '#kernel/id.ts'
import { hex, sealedBytes } from '#kernel/wire.ts'
import { recipientCount } from '#seal/index.ts'
import type { IntakeNow } from './arrive.server.ts'
import { inEvenTime, Receipt, reporterOf } from './come-back.server.ts'
import { recordByReporter } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export const Reply = Receipt.extend({
  row: z.uuid(),
  key: hex(16),
  circle: z.uuid(),
  epoch: z.int().positive(),
  sealed: sealedBytes
})
export type Reply = z.infer<typeof Reply>

/** The reporter writes again, sealed to the intake team and themselves. Sent twice it is one message. */
export const reply = (
  network: NetworkId,
  input: Reply,
  intake: IntakeNow[],
  mode: 'browser' | 'server' = 'browser'
) =>
  inEvenTime(async () => {
    const reporter = await reporterOf(network, input)
    const circle = intake.find(c => c.circle === reporter.circle && c.epoch === input.epoch)
    if (!circle) throw problem('report.circle', 409)
    if (recipientCount(input.sealed) !== 2) throw problem('report.wrong-recipients', 400)
    try {
      await work(reporter, reportVerbs['report.reply'], async ({ db, now }) => {
        await db.run(sql`
          insert into reports.messages (network_id, id, circle_id, epoch, report_id, written_by, written_on, idempotency, mode, sealed)
          values (${network}, ${input.row}, ${circle.circle}, ${input.epoch}, ${reporter.report}, 'reporter',
                  ${dayIn(now, circle.timezone)}, ${Buffer.from(input.key)}, ${mode}, ${Buffer.from(input.sealed)})`)
        await recordByReporter(db, reporter, 'reporter-answered', now, circle.timezone)
        return { subject: `reports.envelopes/${reporter.report}`, circle: circle.circle, reply: undefined }
      })
    } catch (error) {
      if (
        !/^messages_(pkey|network_id_idempotency_key)$/.test(
          (error as { constraint?: string }).constraint ?? ''
        )
      )
        throw error
    }
  })

/**
 * The reporter takes back what they wrote: the sealed report, its files, their messages and the code itself are gone at once, as the page
 * says. What else hangs on it (answers, notes) goes the same night (`erase-ended.server.ts`).
 */
export const eraseMine = (network: NetworkId, receipt: Receipt, timezone: string) =>
  inEvenTime(async () => {
    const reporter = await reporterOf(network, receipt)
    await work(reporter, reportVerbs['report.erase'], async ({ db, now, enqueue }) => {
      const messages = await db.run(sql`
        delete from reports.messages
        where network_id = ${network} and report_id = ${reporter.report} and written_by = 'reporter'`)
      const files = await db.rows(sql<{ upload: Uint8Array; file: number }>`
        select upload, file from reports.files where network_id = ${network} and report_id = ${reporter.report}`)
      await db.run(sql`
        delete from reports.files where network_id = ${network} and report_id = ${reporter.report}`)
      for (const { upload, file } of files)
        await enqueue('erase-file-parts', {
          network,
          upload: Buffer.from(upload).toString('hex'),
          file: String(file)
        })
      await recordByReporter(db, reporter, 'report-erased', now, timezone)
      await db.run(sql`
        update reports.envelopes set sealed = null where network_id = ${network} and id = ${reporter.report}`)
      await db.run(sql`
        delete from reports.receipts where network_id = ${network} and report_id = ${reporter.report}`)
      return {
        subject: `reports.envelopes/${reporter.report}`,
        circle: reporter.circle,
        detail: { messages, files: files.length },
        reply: undefined
      }
    })
  })
