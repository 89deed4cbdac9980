import { sql } from 'kysely'
import { look, readChain, readUnderProof } from '#access/work.server.ts'
import { entryAt, findLink } from '#audit/find-link.server.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId, ReportId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { serverKey } from '#platform/secret.server.ts'
import { hex } from '#seal/bytes.ts'
import { inEvenTime, reporterOf, type Receipt } from './come-back.server.ts'
import { publicPart, readProof, sealedDigest, signatureHolds, signProof, type FilingProof } from './filing.ts'
import { reportVerbs } from './verbs.ts'

/** The acts by which a report comes here. What was said on the telephone is taken down by the line, which stands above us. */
const arrivals: readonly string[] = [reportVerbs['report.submit'].verb, 'call.take']

const signingKey = () => new Uint8Array(serverKey('proof-of-filing'))

/** By which anybody checks a proof: published as text, and named in each proof. */
export const proofKey = (): string => publicPart(signingKey())

/** The linker closes an entry within a quarter of a second; a proof asked for in that moment waits for it. */
const patience = [0, 200, 300, 500, 1000]

/**
 * A proof that the report behind this receipt was filed. Throws `receipt.unknown` as coming back does, `proof.not-yet` while
 * the arrival is not in the chain yet.
 */
export const proveFiling = (network: NetworkId, receipt: Receipt, timezone: string): Promise<FilingProof> =>
  inEvenTime(async () => {
    const reporter = await reporterOf(network, receipt)
    const filed = await look(reporter, reportVerbs['report.prove'], async ({ db, now }) => {
      const report = await db.row(sql<{ arrived: string; sealed: Uint8Array | null }>`
        select arrived_on::text as arrived, sealed from reports.envelopes
        where network_id = ${network} and id = ${reporter.report}`)
      if (!report?.sealed) throw problem('receipt.unknown', 404)
      return {
        subject: `reports.envelopes/${reporter.report}`,
        circle: reporter.circle,
        reply: {
          arrived: report.arrived,
          sealed: sealedDigest(report.sealed),
          made: dayIn(now, timezone)
        }
      }
    })
    for (const wait of patience) {
      await new Promise(resolve => setTimeout(resolve, wait))
      const link = await readChain(network, ({ db }) =>
        findLink(db, network, arrivals, `reports.envelopes/${reporter.report}`)
      )
      if (link)
        return signProof({ network, ...filed, entry: link.seq, entryHash: hex(link.hash) }, signingKey())
    }
    throw problem('proof.not-yet', 503)
  })

/** unreadable: no proof in the text · foreign: of another installation · forged: the signature does not fit the words
 *  · no-entry: the chain does not hold what was signed · changed: something else lies where the report lay
 *  · unchanged: it lies there as it came · erased: it came, and was erased since */
export type ProofVerdict =
  'unreadable' | 'foreign' | 'forged' | 'no-entry' | 'changed' | 'unchanged' | 'erased'

/** Says of a proof only what the proof itself says, and whether it still holds. Nothing of a report is read before the signature is right. */
export const checkProof = async (
  network: NetworkId,
  text: string
): Promise<{ verdict: ProofVerdict; proof?: FilingProof }> => {
  const proof = readProof(text)
  if (!proof) return { verdict: 'unreadable' }
  const key = proofKey()
  if (proof.key !== key || proof.network !== network) return { verdict: 'foreign' }
  if (!signatureHolds(proof, key)) return { verdict: 'forged' }
  const entry = await readChain(network, ({ db }) => entryAt(db, network, proof.entry))
  const [, report] = /^reports\.envelopes\/([0-9a-f-]{36})$/.exec(entry?.subject ?? '') ?? []
  const said = entry?.detail.sha256
  if (!entry || !report || !arrivals.includes(entry.verb)) return { verdict: 'no-entry', proof }
  if (hex(entry.hash) !== proof.entryHash || (said !== undefined && said !== proof.sealed))
    return { verdict: 'no-entry', proof }
  const sealed = await readUnderProof(network, report as ReportId, ({ db }) =>
    db.row(sql<{ sealed: Uint8Array | null }>`
      select sealed from reports.envelopes where network_id = ${network} and id = ${report}`)
  )
  if (!sealed?.sealed) return { verdict: 'erased', proof }
  return { verdict: sealedDigest(sealed.sealed) === proof.sealed ? 'unchanged' : 'changed', proof }
}
