// The newest version of what is sealed about one person. Every reading is asked for, and stands in the log.
import { openFrom } from '#access/keyring.svelte.ts'
import { ask } from '#ui/ask.ts'
import type { CaseReply } from '../read-case.server.ts'
import type { ShownRecord } from '../show-identity.server.ts'

export type ReadRecord<T> = { record: string; rev: number; by: string; at: string; value: T }

export const readRecord = async <T>(
  one: CaseReply,
  person: string,
  purpose: 'identity' | 'narrative'
): Promise<ReadRecord<T> | undefined> => {
  const { records } = await ask<{ records: ShownRecord[] }>(`/desk/cases/${one.code}/identity`, {
    case: one.id
  })
  const found = records.find(r => r.person === person && r.purpose === purpose)
  if (!found) return undefined
  const { id: record, epoch, rev, by, at } = found
  const place = { kind: purpose, table: 'cases.sealed_records', row: record, circle: one.circle, epoch, purpose, rev } // prettier-ignore
  return { record, rev, by, at, value: (await openFrom<T>(one.keys, found.sealed, place)).value }
}

const state = $state({ written: 0 })
/** How often something sealed was written on this page: what is shown elsewhere on it is then no longer the newest. */
export const sealedWritten = {
  get times() {
    return state.written
  },
  again: () => void state.written++
}
