import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { now } from '#platform/clock.server.ts'
import { dayIn } from '#kernel/day.ts'
import { problem } from '#kernel/problem.ts'
import type { NetworkId } from '#kernel/id.ts'
import { hex, sealedBytes } from '#kernel/wire.ts'
import { recipientCount } from '#seal/index.ts'
import { keepFiles, SealedFile, type IntakeNow } from './arrive.server.ts'
import { inEvenTime, intakeKeys, Receipt, reporterOf } from './come-back.server.ts'
import { recordByReporter } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export const Reply = Receipt.extend({
  row: z.uuid(),
  key: hex(16),
  circle: z.uuid(),
  epoch: z.int().positive(),
  sealed: sealedBytes,
  files: z.array(SealedFile).max(20).default([])
})
export type Reply = z.infer<typeof Reply>

/**
 * The reporter writes again, sealed to the intake team and themselves; files lie sealed already and are named here. Sent twice
 * it is one message. Gives the day it is kept under.
 */
export const reply = (
  network: NetworkId,
  input: Reply,
  intake: IntakeNow[],
  mode: 'browser' | 'server' = 'browser'
): Promise<{ day: string }> =>
  inEvenTime(async () => {
    const reporter = await reporterOf(network, input)
    const { timezone } = intake[0] ?? { timezone: 'UTC' }
    // the intake team's circle, or the one that was made for this report alone
    const current = (await intakeKeys(network, reporter.circle)).intake.some(c => c.epoch === input.epoch)
    const circle = current && { circle: reporter.circle, timezone }
    if (!circle || input.circle !== reporter.circle) throw problem('report.circle', 409)
    for (const sealed of [input.sealed, ...input.files.map(file => file.manifest)])
      if (recipientCount(sealed) !== 2) throw problem('report.wrong-recipients', 400)
    try {
      return await work(reporter, reportVerbs['report.reply'], async ({ db, now }) => {
        const day = dayIn(now, circle.timezone)
        await db.run(sql`
          insert into reports.messages (network_id, id, circle_id, epoch, report_id, written_by, written_on, idempotency, mode, sealed)
          values (${network}, ${input.row}, ${circle.circle}, ${input.epoch}, ${reporter.report}, 'reporter', ${day},
                  ${Buffer.from(input.key)}, ${mode}, ${Buffer.from(input.sealed)})`)
        await keepFiles(
          db,
          { network, report: reporter.report, circle: circle.circle, epoch: input.epoch },
          input.files
        )
        await recordByReporter(db, reporter, 'reporter-answered', now, circle.timezone)
        return { subject: `reports.envelopes/${reporter.report}`, circle: circle.circle, reply: { day } }
      })
    } catch (error) {
      const { constraint } = error as { constraint?: string }
      if (!/^messages_(pkey|network_id_idempotency_key)$/.test(constraint ?? '')) throw error
      // the sender's own random key is there already: it is the same message, sent again
      return { day: dayIn(now(), circle.timezone) }
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
