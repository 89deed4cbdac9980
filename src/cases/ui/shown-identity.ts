// Asks for what is sealed about the people of a case: each asking is a look of its own in the log.
import { openFrom } from '#access/keyring.svelte.ts'
import type { CircleKeys } from '#access/circles.server.ts'
import { ask } from '#ui/ask.ts'
import type { WrittenIdentity } from '../match-person.ts'
import type { ShownRecord } from '../show-identity.server.ts'

export type ShownIdentity = WrittenIdentity & { readonly story?: string }
type Place = { readonly id: string; readonly code: string; readonly circle: string }

/** The newest version of each sealed record of one purpose, by person. */
export const showPersons = async <T = ShownIdentity>(
  one: Place,
  keys: CircleKeys,
  purposes: readonly ('identity' | 'narrative')[] = ['identity']
): Promise<{ person: string; purpose: string; value: T }[]> => {
  const { records } = await ask<{ records: ShownRecord[] }>(`/desk/cases/${one.code}/identity`, {
    case: one.id
  })
  return Promise.all(
    records
      .filter(record => record.person && (purposes as readonly string[]).includes(record.purpose))
      .map(async ({ id, person, purpose, epoch, rev, sealed }) => {
        const place = {
          kind: purpose,
          table: 'cases.sealed_records',
          row: id,
          circle: one.circle,
          epoch,
          purpose,
          rev
        }
        return { person: person!, purpose, value: (await openFrom<T>(keys, sealed, place)).value }
      })
  )
}
