import { sealInto } from '#access/keyring.svelte.ts'
import { Problem } from '#kernel/problem.ts'
import type { CaseReply } from '../read-case.server.ts'

/** Seals words into a row of the case, for its team. */
export const sealForCase = async (
  one: CaseReply,
  kind: string,
  table: string,
  row: string,
  rev: number,
  value: unknown
) => {
  const epoch = one.keys.epochs.find(e => e.circle === one.circle && e.epoch === one.epoch)
  if (!epoch) throw new Problem('desk.no-key', 409)
  const place = { kind, table, row, circle: one.circle, epoch: epoch.epoch, purpose: kind, rev }
  return { epoch: epoch.epoch, sealed: await sealInto(value, place, [epoch.recipient]) }
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem('common.failed', 500)
