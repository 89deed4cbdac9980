// Keeps what is being typed, every three seconds while it changes: sealed here to the operator's own key, held by the server.
// Nothing goes to this computer's disk. While the desk is locked or the line is broken the words stay on the screen and wait.
import { keyState, openMine, sealForMe } from '#access/keyring.svelte.ts'
import { ask } from '#ui/ask.ts'

export type Kept = 'nothing' | 'saving' | 'kept' | 'waits' | 'locked'
type Draft = { id: string; startedAt: string; rev: number; sealed: string }

const place = (row: string, rev: number) => ({
  kind: 'draft',
  table: 'line.drafts',
  row,
  purpose: 'draft',
  rev
})

export const openDraft = <T>(draft: Draft): Promise<T> =>
  openMine<T>(draft.sealed, place(draft.id, draft.rev))

/** `value` is read when it is time to save; `begin` again for another note. */
export const autosave = (value: () => unknown) => {
  const state = $state<{ kept: Kept; at: number }>({ kept: 'nothing', at: 0 })
  let id = ''
  let startedAt = ''
  let rev = 0
  let last = ''
  let busy = false
  let done = false

  const begin = (draft: { id: string; startedAt: string; rev: number }) => {
    ;({ id, startedAt, rev } = draft)
    last = JSON.stringify(value())
    done = false
    state.kept = rev ? 'kept' : 'nothing'
  }
  const save = async () => {
    const now = JSON.stringify(value())
    if (busy || done || !id || now === last) return
    if (!keyState.open) return void (state.kept = 'locked')
    busy = true
    state.kept = 'saving'
    try {
      const next = rev + 1
      const sealed = await sealForMe(JSON.parse(now), place(id, next))
      rev = next
      await ask('/desk/calls/draft', { id, startedAt, rev: next, sealed })
      last = now
      state.kept = 'kept'
      state.at = Date.now()
    } catch {
      state.kept = 'waits'
    }
    busy = false
  }
  return {
    state,
    begin,
    save,
    /** The note has become a report or was dropped: nothing more is kept of it. */
    end: () => void (done = true)
  }
}
