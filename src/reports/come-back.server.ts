import { sql } from 'kysely'
import { z } from 'zod'
import { findByReceipt, identify, look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { CircleId, NetworkId, ReportId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { hex } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { constantTimeEqual, loginStored } from '#seal/index.ts'
import { receiptId } from './arrive.server.ts'
import { foldReport, isSettled, publicStatus } from './facts.ts'
import { factsOf } from './report-facts.server.ts'
import { reportVerbs } from './verbs.ts'

export const Receipt = z.strictObject({ lookup: hex(16), login: hex(32) })
export type Receipt = z.infer<typeof Receipt>

/** Every answer leaves this long after the question came, so that a hit takes as long as a miss. */
const atLeast = 120

export type ReporterActor = Extract<Actor, { kind: 'reporter' }>

/** The reporter behind a receipt. An unknown code and a wrong one are the same problem, `receipt.unknown`. */
export const reporterOf = async (network: NetworkId, { lookup, login }: Receipt): Promise<ReporterActor> => {
  const found = await findByReceipt(network, receiptId(lookup), ({ db }) =>
    db.row(sql<{ login_hash: Uint8Array; report_id: ReportId; circle_id: CircleId }>`
      select login_hash, report_id, circle_id from reports.receipts where network_id = ${network}`)
  )
  const right = constantTimeEqual(found?.login_hash ?? new Uint8Array(32), loginStored(login))
  if (!found || !right) throw problem('receipt.unknown', 404)
  return { kind: 'reporter', network, report: found.report_id, circle: found.circle_id }
}

/** What stands behind a receipt: the sealed report, the talk, and how it stands. */
export const comeBack = (network: NetworkId, receipt: Receipt) =>
  inEvenTime(async () => {
    const reporter = await reporterOf(network, receipt)
    const page = await look(reporter, reportVerbs['report.come-back'], async ({ db, now }) => {
      const report = await db.row(sql<{
        row: string
        circle: CircleId
        epoch: number
        sealed: Uint8Array | null
        mode: string
        due: string | null
        eraseOn: string | null
      }>`
        select id as row, circle_id as circle, epoch, sealed, mode, due_on::text as due, erase_on::text as "eraseOn"
        from reports.envelopes where network_id = ${network} and id = ${reporter.report}`)
      if (!report) throw problem('receipt.unknown', 404)
      const facts = await factsOf(db, network, reporter.report)
      const folded = foldReport(facts)!
      const at = now.toISOString()
      const standing = publicStatus(folded, at)
      const messages = await db.rows(sql<{
        row: string
        circle: string
        epoch: number
        from: 'intake' | 'reporter'
        day: string
        sealed: Uint8Array
      }>`
        select id as row, circle_id as circle, epoch, written_by as "from", written_on::text as day, sealed
        from reports.messages where network_id = ${network} and report_id = ${reporter.report} order by no`)
      return {
        subject: `reports.envelopes/${reporter.report}`,
        circle: report.circle,
        reply: {
          report: {
            ...report,
            sealed: report.sealed && base64url(report.sealed),
            // a day of erasure says that somebody has decided: not before the decision stands
            eraseOn: isSettled(folded, at) ? report.eraseOn : null,
            standing: standing ?? null
          },
          messages: messages.map(m => ({ ...m, sealed: base64url(m.sealed) }))
        }
      }
    })
    return { network, ...page, ...(await intakeKeys(network, page.report.circle)) }
  })

/** The key of the report's circle now (the intake team's, or the report's own), and the keys by which its members sign: account → Ed25519 public key. */
export const intakeKeys = (network: NetworkId, circle: CircleId) =>
  identify(network, async ({ db }) => {
    const intake = await db.rows(sql<{ id: string; epoch: number; recipient: string }>`
      select c.id, c.epoch, e.recipient from access.circles c
      join access.circle_epochs e on e.network_id = c.network_id and e.circle_id = c.id and e.epoch = c.epoch
      where c.network_id = ${network} and c.id = ${circle}`)
    const members = await db.rows(sql<{ id: string; sign_public: Uint8Array }>`
      select p.id, p.sign_public from access.circle_members m
      join identity.people p on p.network_id = m.network_id and p.id = m.account_id
      where m.network_id = ${network} and m.circle_id = ${circle} and m.kind = 'member'`)
    return {
      intake,
      verifiers: Object.fromEntries(
        members.map(m => [`acc:${m.id}`, Buffer.from(m.sign_public).toString('hex')])
      )
    }
  })

export const inEvenTime = async <T>(act: () => Promise<T>): Promise<T> => {
  const least = new Promise(resolve => setTimeout(resolve, atLeast))
  try {
    return await act()
  } finally {
    await least
  }
}
