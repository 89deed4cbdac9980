import { newestKey, sealInto } from '#access/keyring.svelte.ts'
import { Problem } from '#kernel/problem.ts'
import type { CaseReply } from '../read-case.server.ts'

/** Seals words into a row of the case, for its team. */
export const sealForCase = async (
  one: Pick<CaseReply, 'keys' | 'circle'>,
  kind: string,
  table: string,
  row: string,
  rev: number,
  value: unknown
) => {
  const { epoch, recipient } = await newestKey(one.keys, one.circle).catch(() => {
    throw new Problem('desk.no-key', 409)
  })
  const place = { kind, table, row, circle: one.circle, epoch, purpose: kind, rev }
  return { epoch, sealed: await sealInto(value, place, [recipient]) }
}
