// Keeps what is being typed, every three seconds while it changes: sealed here to the writer's own key, held by the server.
// Nothing goes to this computer's disk. While the desk is locked or the line is broken the words stay on the screen and wait.
import { ask } from '#ui/ask.ts'
import { keyState, openMine, sealForMe } from '#access/keyring.svelte.ts'

export type Kept = 'nothing' | 'saving' | 'kept' | 'waits' | 'locked'
export type DraftPlace =
  | { kind: 'call' }
  | {
      kind: `case-${'step' | 'person' | 'identity' | 'story' | 'referral' | 'correction' | 'handover' | 'conference' | 'minutes'}`
      case: string
      circle: string
    }
  | { kind: 'alert-words' | 'alert-raise'; alert: string; circle: string }
  | { kind: 'brief-words'; brief: string; circle: string | null }
type Draft = { id: string; startedAt: string; rev: number; sealed: string }

// Calls had drafts before anything else had: what was sealed under that name then opens now.
const boundTo = (place: DraftPlace, row: string, rev: number) => ({
  kind: 'draft',
  table: place.kind === 'call' ? 'line.drafts' : 'access.drafts',
  row,
  purpose: 'draft',
  rev
})

export const openDraft = <T>(place: DraftPlace, draft: Draft): Promise<T> =>
  openMine<T>(draft.sealed, boundTo(place, draft.id, draft.rev))

/** The newest draft of a place that was not finished and that `takes` its words; undefined when there is none. The keys must be open. */
export const findDraft = async <T>(
  place: DraftPlace,
  takes: (value: T) => boolean
): Promise<Draft | undefined> => {
  for (const draft of (await ask<Draft[]>('/desk/draft/find', place)).toReversed()) {
    const value = await openDraft<T>(place, draft).catch(() => undefined)
    if (value !== undefined && takes(value)) return draft
  }
  return undefined
}

export const dropDraft = (id: string) => ask('/desk/draft/drop', { id })

/** `value` is read when it is time to save; `begin` again for another note. */
export const autosave = (place: () => DraftPlace, value: () => unknown) => {
  const state = $state<{ kept: Kept; at: number }>({ kept: 'nothing', at: 0 })
  let id = ''
  let startedAt = ''
  let rev = 0
  let last = ''
  let busy: Promise<void> | undefined
  let done = false

  const begin = (draft: { id: string; startedAt: string; rev: number }) => {
    ;({ id, startedAt, rev } = draft)
    last = JSON.stringify(value())
    done = false
    state.kept = rev ? 'kept' : 'nothing'
  }
  const keep = async (now: string) => {
    state.kept = 'saving'
    try {
      const next = rev + 1
      const sealed = await sealForMe(JSON.parse(now), boundTo(place(), id, next))
      rev = next
      await ask('/desk/draft', { id, place: place(), startedAt, rev: next, sealed })
      last = now
      state.kept = 'kept'
      state.at = Date.now()
    } catch {
      state.kept = 'waits'
    }
    busy = undefined
  }
  const save = async () => {
    const now = JSON.stringify(value())
    if (busy || done || !id || now === last) return
    if (!keyState.open) return void (state.kept = 'locked')
    busy = keep(now)
    await busy
  }
  return {
    state,
    begin,
    save,
    /** The server has every word of it. */
    isKept: () => rev > 0 && !busy && JSON.stringify(value()) === last,
    /** The words have become what they were to be, or were dropped: nothing more is kept of them. */
    end: () => void (done = true),
    /** Ends, and takes what was kept away, also a save that is still on its way. */
    drop: async () => {
      done = true
      await busy
      if (rev) await dropDraft(id)
    }
  }
}
