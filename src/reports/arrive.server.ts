// How a sealed report enters. The public's role may insert and read nothing back, so what already stands there shows only
// as a refused key: the same report sent twice (a retry on a bad line) is one report and gets the same answer.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { now } from '#platform/clock.server.ts'
import { randomBelow } from '#platform/random.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { publicLocales } from '#kernel/locale.ts'
import { dayIn } from '#kernel/day.ts'
import { mostBytes, mostFiles, smallestPart } from '#kernel/file-limits.ts'
import type { CircleId, NetworkId, ReportId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { hex, sealedBytes } from '#kernel/wire.ts'
import {
  fileBucket,
  loginStored,
  MAX_RECIPIENTS,
  plainSize,
  recipientCount,
  sealedSize
} from '#seal/index.ts'
import { newCode } from './code-words.ts'
import { deadlineOf } from './deadlines.ts'
import { foldReport } from './facts.ts'
import { publicPeriods } from './periods.server.ts'
import type { PeriodOn } from './periods.ts'
import { reportVerbs } from './verbs.ts'

/** What the largest file needs in the smallest parts: its length, padded (sealing.md, section 2), sealed. */
export const mostParts = Math.ceil(sealedSize(fileBucket(8 + mostBytes), MAX_RECIPIENTS) / smallestPart)

const SealedFile = z.strictObject({
  row: z.uuid(),
  upload: hex(16),
  file: z
    .int()
    .min(0)
    .max(mostFiles - 1),
  parts: z.int().min(1).max(mostParts),
  manifest: sealedBytes
})

export const SealedReport = z.strictObject({
  key: hex(16),
  row: z.uuid(),
  circle: z.uuid(),
  epoch: z.int().positive(),
  sealed: sealedBytes,
  receipt: z.strictObject({ lookup: hex(16), login: hex(32) }),
  reporter: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  language: z.enum(publicLocales),
  urgent: z.boolean(),
  files: z.array(SealedFile).max(mostFiles)
})
export type SealedReport = z.infer<typeof SealedReport>

export type IntakeNow = { circle: CircleId; epoch: number; timezone: string }

/**
 * Keeps one sealed report. Gives the day by which someone answers. Throws `report.circle` when the intake team's key has
 * just changed (the browser seals again), `report.wrong-recipients` unless it is sealed to the team and the reporter alone.
 */
export const submitReport = async (
  actor: Actor,
  input: SealedReport,
  intake: IntakeNow[],
  mode: 'browser' | 'server' = 'browser'
): Promise<{ deadlineDay: string }> => {
  const circle = intake.find(c => c.circle === input.circle && c.epoch === input.epoch)
  if (!circle) throw problem('report.circle', 409)
  if ([input.sealed, ...input.files.map(f => f.manifest)].some(sealed => recipientCount(sealed) !== 2))
    throw problem('report.wrong-recipients', 400)
  const periodOn = await publicPeriods(actor.network)
  for (let attempt = 0; ; attempt++) {
    try {
      return await insertReport(actor, input, circle, mode, periodOn)
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (code !== '23505') throw error
      if (constraint === 'envelopes_network_id_code_key' && attempt < 20) continue
      // any of the sender's own random keys is already there: it is the same report, sent again
      if (/^(envelopes_pkey|receipts_pkey|envelopes_network_id_idempotency_key)$/.test(constraint ?? ''))
        return { deadlineDay: answeredBy(dayIn(now(), circle.timezone), input.urgent, periodOn) }
      throw error
    }
  }
}

/** The day by which somebody has read a report that came today: the deadline rule's own answer, never a promise of its own. */
export const answeredBy = (today: string, urgent: boolean, periodOn: PeriodOn): string =>
  deadlineOf(foldReport([{ kind: 'report-arrived', day: today, urgent }])!, today, periodOn)!.day

const insertReport = (
  actor: Actor,
  input: SealedReport,
  circle: IntakeNow,
  mode: 'browser' | 'server',
  periodOn: PeriodOn
) =>
  work(actor, reportVerbs['report.submit'], async ({ db, now }) => {
    const today = dayIn(now, circle.timezone)
    const deadlineDay = answeredBy(today, input.urgent, periodOn)
    await keepEnvelope(db, actor.network, input, { today, deadlineDay, mode })
    return {
      subject: `reports.envelopes/${input.row as ReportId}`,
      circle: input.circle as CircleId,
      detail: { mode, files: input.files.length },
      reply: { deadlineDay }
    }
  })

export type ReportMode = 'browser' | 'server' | 'call' | 'paper' | 'walk-in'

/** The rows of one report. A code that is taken already shows as a refused key (`envelopes_network_id_code_key`): try again. */
export const keepEnvelope = async (
  db: Write,
  network: NetworkId,
  input: SealedReport,
  { today, deadlineDay, mode }: { today: string; deadlineDay: string; mode: ReportMode }
): Promise<string> => {
  const code = newCode(randomBelow)
  await db.run(sql`
    with envelope as (
      insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent,
                                     size_bucket, reporter_recipient, idempotency, sealed, due_on)
      values (${network}, ${input.row}, ${input.circle}, ${input.epoch}, ${code}, ${today}, ${input.language},
              ${mode}, ${input.urgent}, ${plainSize(input.sealed)}, ${input.reporter}, ${Buffer.from(input.key)},
              ${Buffer.from(input.sealed)}, ${deadlineDay})
    )
    insert into reports.receipts (network_id, lookup, login_hash, report_id, circle_id)
    values (${network}, ${receiptId(input.receipt.lookup)}, ${Buffer.from(loginStored(input.receipt.login))},
            ${input.row}, ${input.circle})`)
  for (const file of input.files)
    await db.run(sql`
      insert into reports.files (network_id, id, circle_id, report_id, epoch, upload, file, parts, manifest)
      values (${network}, ${file.row}, ${input.circle}, ${input.row}, ${input.epoch}, ${Buffer.from(file.upload)},
              ${file.file}, ${file.parts}, ${Buffer.from(file.manifest)})`)
  return code
}

/** A receipt's 16 lookup bytes in the form of a UUID: the only form that a transaction's settings take. */
export const receiptId = (lookup: Uint8Array): string => {
  const h = Buffer.from(lookup).toString('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}
