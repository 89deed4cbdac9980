// Checks a proof of filing on the server's own machine, without a page: for a court's expert who stands beside the operator.
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { readPublic, useDatabase } from '#access/work.server.ts'
import { linkWaiting } from '#audit/link.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { PlatformProblem } from '#platform/platform-problem.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { checkProof, proofKey, type ProofVerdict } from '#reports/prove-filing.server.ts'
import { reach } from './verify-audit.ts'

const sentences: Record<ProofVerdict, string> = {
  unchanged: 'The proof holds: the report arrived that day and lies unchanged.',
  erased: 'The proof holds: the report arrived that day and was erased later.',
  changed: 'The signature is right, but what lies there now is not what was signed.',
  'no-entry': 'The signature is right, but the chain does not hold that entry.',
  forged: 'The signature does not fit: something in the proof was changed.',
  foreign: 'This proof was not made by this installation.',
  unreadable: 'There is no proof in this file.'
}

export const verifyProof = async ([file]: string[]): Promise<void> => {
  if (!file) throw new PlatformProblem('input.malformed', 'Say which file: fener verify-proof FILE')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new PlatformProblem('input.malformed', `${file} cannot be read`)
  }
  const { database, dataDir } = await reach()
  openServerKey(dataDir)
  useDatabase(database)
  await linkWaiting(database)
  const networks = await readPublic(null, ({ db }) =>
    db.rows(sql<{ id: NetworkId }>`select network_id as id from identity.networks`)
  )
  const results = await Promise.all(networks.map(({ id }) => checkProof(id, text)))
  const result = results.find(({ verdict }) => verdict !== 'foreign') ?? { verdict: 'foreign' as const }
  if (result.proof) {
    const { arrived, made, entry, sealed } = result.proof
    console.log(`arrived ${arrived}, made ${made}, entry ${entry}\nsealed report: SHA-256 ${sealed}`)
  }
  console.log(`key of this installation: ${proofKey()}`)
  console.log(sentences[result.verdict])
  await database.close()
  process.exit(result.verdict === 'unchanged' || result.verdict === 'erased' ? 0 : 1)
}
