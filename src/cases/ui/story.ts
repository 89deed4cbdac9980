// Reading and writing the story of one person. Every reading is asked for, and stands in the log.
import { openFrom } from '#access/keyring.svelte.ts'
import { ask } from '#ui/ask.ts'
import type { CaseReply } from '../read-case.server.ts'
import type { ShownRecord } from '../show-identity.server.ts'
import type { Story } from '../two-editors.ts'
import { sealForCase } from './sealed.ts'

export type ReadStory = { record: string; rev: number; by: string; at: string; value: Story }

export const readStory = async (one: CaseReply, person: string): Promise<ReadStory | undefined> => {
  const { records } = await ask<{ records: ShownRecord[] }>(`/desk/cases/${one.code}/identity`, {
    case: one.id
  })
  const found = records.find(r => r.person === person && r.purpose === 'narrative')
  if (!found) return undefined
  const { id, epoch, rev, by, at } = found
  const place = {
    kind: 'narrative',
    table: 'cases.sealed_records',
    row: id,
    circle: one.circle,
    epoch,
    purpose: 'narrative',
    rev
  }
  return { record: id, rev, by, at, value: (await openFrom<Story>(one.keys, found.sealed, place)).value }
}

export const writeStory = async (
  one: CaseReply,
  person: string,
  from: { record: string; rev: number },
  value: Story
) =>
  ask<{ rev: number }>(`/desk/cases/${one.code}/story`, {
    case: one.id,
    person,
    record: from.record,
    from: from.rev,
    ...(await sealForCase(one, 'narrative', 'cases.sealed_records', from.record, from.rev + 1, value))
  })
