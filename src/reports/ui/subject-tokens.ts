// The inner step of match tokens, in the browser: what leaves it is a keyed hash, never a name.
import { matchKey } from '#access/keyring.svelte.ts'
import { base64url } from '#seal/index.ts'
import { subjectTokens, type Subject } from '#seal/match.ts'
import type { ReportPage } from '../read-report.server.ts'

export const tokensFor = async (report: ReportPage, subject: Subject) => {
  const key = await matchKey(report.keys, report.circle)
  return subjectTokens(key, subject).map(({ kind, inner }) => ({ kind, inner: base64url(inner) }))
}
