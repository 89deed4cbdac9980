// Reading and writing the story of one person.
import { ask } from '#ui/ask.ts'
import type { CaseReply } from '../read-case.server.ts'
import type { Story } from '../two-editors.ts'
import { sealForCase } from './sealed.ts'
import { readRecord, type ReadRecord } from './sealed-records.svelte.ts'

export type ReadStory = ReadRecord<Story>

export const readStory = (one: CaseReply, person: string) => readRecord<Story>(one, person, 'narrative')

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
