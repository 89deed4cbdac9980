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
  sealedSize,
  unsignedCircleId
} from '#seal/index.ts'
import { newCode } from './code-words.ts'
import { deadlineOf } from './deadlines.ts'
import { foldReport } from './facts.ts'
import { sealedDigest } from './filing.ts'
import { publicPeriods } from './periods.server.ts'
import type { PeriodOn } from './periods.ts'
import { reportVerbs } from './verbs.ts'

/** What the largest file needs in the smallest parts: its length, padded (sealing.md, section 2), sealed. */
export const mostParts = Math.ceil(sealedSize(fileBucket(8 + mostBytes), MAX_RECIPIENTS) / smallestPart)

/** A file's sealed manifest and where its parts lie; of a report, and of a message written behind the code. */
export const SealedFile = z.strictObject({
  row: z.uuid(),
  upload: hex(16),
  file: z
    .int()
    .min(0)
    .max(mostFiles - 1),
  parts: z.int().min(1).max(mostParts),
  manifest: sealedBytes
})

/** A circle made for this one report, because an organisation is left out of it (decision 0012). */
const OwnCircle = z.strictObject({
  recipient: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  excluded: z.array(z.uuid()).min(1).max(40),
  wraps: z
    .array(z.strictObject({ account: z.uuid(), sealed: sealedBytes }))
    .min(1)
    .max(100)
})
type OwnCircle = z.infer<typeof OwnCircle>

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
  files: z.array(SealedFile).max(mostFiles),
  own: OwnCircle.optional()
})
export type SealedReport = z.infer<typeof SealedReport>

/** `held`: it came from a flood and is kept for a look, without a deadline, until an operator releases it. */
export type Coming = { mode?: 'browser' | 'server'; held?: boolean }

export type IntakeNow = { circle: CircleId; epoch: number; timezone: string }

/**
 * Keeps one sealed report. Gives the day by which someone answers. Throws `report.circle` when the intake team's key has
 * just changed (the browser seals again), `report.wrong-recipients` unless it is sealed to the team and the reporter alone.
 */
export const submitReport = async (
  actor: Actor,
  input: SealedReport,
  intake: IntakeNow[],
  { mode = 'browser', held = false }: Coming = {}
): Promise<{ deadlineDay: string; held: boolean }> => {
  const circle = openCircle(input, intake)
  const periodOn = await publicPeriods(actor.network)
  const keep = () => insertReport(actor, input, circle, { mode, held }, periodOn)
  return keepOnce(keep, input, circle, periodOn, { mode, held })
}

/** The circle it is sealed to, as it is now: the intake team's, or the report's own. Throws as `submitReport` does. */
export const openCircle = (input: SealedReport, intake: IntakeNow[]): IntakeNow => {
  const circle = input.own
    ? intake[0] && { circle: input.circle as CircleId, epoch: 1, timezone: intake[0].timezone }
    : intake.find(c => c.circle === input.circle && c.epoch === input.epoch)
  if (!circle || circle.epoch !== input.epoch) throw problem('report.circle', 409)
  if (input.own && input.circle !== unsignedCircleId(input.own.recipient))
    throw problem('input.malformed', 400)
  if ([input.sealed, ...input.files.map(f => f.manifest)].some(sealed => recipientCount(sealed) !== 2))
    throw problem('report.wrong-recipients', 400)
  if (input.own?.wraps.some(wrap => recipientCount(wrap.sealed) !== 1))
    throw problem('report.wrong-recipients', 400)
  return circle
}

type Kept = { deadlineDay: string; held: boolean }

/**
 * Tries `keep` until the report's code is new. A report that stands there already, by any of its sender's own keys, was sent again: a
 * browser has the receipt of the first time still; one that was made here is not the one that is stored, so mode `server` throws
 * `report.sent-before`.
 */
export const keepOnce = async (
  keep: () => Promise<Kept>,
  input: SealedReport,
  circle: IntakeNow,
  periodOn: PeriodOn,
  { mode = 'browser', held = false }: Coming = {}
): Promise<Kept> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await keep()
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      if (constraint === 'circles_pkey' && input.own) {
        // its twin was being kept at that moment; now it is there to be recognised
        if (attempt === 0) continue
        throw problem('report.circle', 409)
      }
      // somebody has joined or left the team since the page was opened
      if (code === '22023' && input.own) throw problem('report.circle', 409)
      if (code !== '23505') throw error
      if (constraint === 'envelopes_network_id_code_key' && attempt < 20) continue
      if (/^(envelopes_pkey|receipts_pkey|envelopes_network_id_idempotency_key)$/.test(constraint ?? '')) {
        if (mode === 'server') throw problem('report.sent-before', 409)
        return { deadlineDay: answeredBy(dayIn(now(), circle.timezone), input.urgent, periodOn), held }
      }
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
  { mode, held }: Required<Coming>,
  periodOn: PeriodOn
) =>
  work(actor, reportVerbs['report.submit'], async ({ db, now, enterCircle }) => {
    if (input.own) {
      await enterCircle(circle.circle)
      await makeOwnCircle(db, input, input.own)
    }
    const today = dayIn(now, circle.timezone)
    const deadlineDay = answeredBy(today, input.urgent, periodOn)
    await keepEnvelope(db, actor.network, input, { today, deadlineDay, mode, held })
    return {
      subject: `reports.envelopes/${input.row as ReportId}`,
      circle: input.circle as CircleId,
      // the chain keeps what came, so that a proof of filing holds even when the row is gone
      detail: { mode, files: input.files.length, sha256: sealedDigest(input.sealed), held },
      reply: { deadlineDay, held }
    }
  })

export type ReportMode = 'browser' | 'server' | 'call' | 'paper' | 'walk-in'

/** The rows of one report. A code that is taken already shows as a refused key (`envelopes_network_id_code_key`): try again. */
export const keepEnvelope = async (
  db: Write,
  network: NetworkId,
  input: SealedReport,
  { today, deadlineDay, mode, held }: { today: string; deadlineDay: string; mode: ReportMode; held: boolean }
): Promise<string> => {
  const code = newCode(randomBelow)
  await db.run(sql`
    with envelope as (
      insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent,
                                     size_bucket, reporter_recipient, idempotency, sealed, due_on, quarantined)
      values (${network}, ${input.row}, ${input.circle}, ${input.epoch}, ${code}, ${today}, ${input.language},
              ${mode}, ${input.urgent}, ${plainSize(input.sealed)}, ${input.reporter}, ${Buffer.from(input.key)},
              ${Buffer.from(input.sealed)}, ${held ? null : deadlineDay}, ${held})
    )
    insert into reports.receipts (network_id, lookup, login_hash, report_id, circle_id)
    values (${network}, ${receiptId(input.receipt.lookup)}, ${Buffer.from(loginStored(input.receipt.login))},
            ${input.row}, ${input.circle})`)
  await keepFiles(db, { network, report: input.row, circle: input.circle, epoch: input.epoch }, input.files)
  return code
}

/** Names the files of a report, whether they came with it or with a later message. */
export const keepFiles = async (
  db: Write,
  to: { network: NetworkId; report: string; circle: string; epoch: number },
  files: readonly z.infer<typeof SealedFile>[]
) => {
  for (const file of files)
    await db.run(sql`
      insert into reports.files (network_id, id, circle_id, report_id, epoch, upload, file, parts, manifest)
      values (${to.network}, ${file.row}, ${to.circle}, ${to.report}, ${to.epoch}, ${Buffer.from(file.upload)},
              ${file.file}, ${file.parts}, ${Buffer.from(file.manifest)})`)
}

/** Throws 22023 unless the wraps are for exactly those who read now and are not left out; the database decides. */
const makeOwnCircle = (db: Write, { circle, row, files }: SealedReport, own: OwnCircle) => {
  const wraps = [...new Map(own.wraps.map(w => [w.account, w.sealed]))]
  return db.row(sql`
    select access.make_report_circle(${circle}, ${row}, ${own.recipient}, ${own.excluded}::uuid[],
      ${wraps.map(([account]) => account)}::uuid[], ${wraps.map(([, sealed]) => Buffer.from(sealed))}::bytea[],
      ${files.map(file => Buffer.from(file.upload))}::bytea[])`)
}

/** A receipt's 16 lookup bytes in the form of a UUID: the only form that a transaction's settings take. */
export const receiptId = (lookup: Uint8Array): string => {
  const h = Buffer.from(lookup).toString('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}
