// Words beside an alert are sealed in the browser to the early-warning circle, for the row of their fact.
import { newestKey, sealInto } from '#access/keyring.svelte.ts'
import type { CircleKeys } from '#access/circles.server.ts'
import { Problem } from '#kernel/problem.ts'

export const wordsTable = 'risk.alert_facts'

export const sealWords = async (
  { circle, keys }: { circle: string; keys: CircleKeys },
  row: string,
  text: string
) => {
  const { epoch, recipient } = await newestKey(keys, circle).catch(() => {
    throw new Problem('desk.no-key', 409)
  })
  const place = { kind: 'note', table: wordsTable, row, circle, epoch, purpose: 'note', rev: 1 }
  return { epoch, sealed: await sealInto({ text }, place, [recipient]) }
}
