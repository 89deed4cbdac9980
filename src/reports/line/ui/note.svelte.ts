// The note that is being taken down, in the memory of the page. Every three seconds it is sealed to the operator's own key and kept
// on the server; when the desk locks it is sealed first and its words leave the memory too. Only sealed bytes ever touch the disk:
// the session's storage holds the newest revision while the line is broken, so that a reload loses nothing.
import { beforeLock, me, openMine, sealForMe } from '#access/keyring.svelte.ts'
import { Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'
import type { TakenHow } from '../../taken.ts'
import type { OwnDraft } from '../drafts.server.ts'
import { newNote, Note } from '../note.ts'
import { rightNow } from './clock.ts'

const every = 3000
const slot = 'fener-note'

type Kept = { id: string; rev: number; how: TakenHow; sealed: string }
export type Standing = 'new' | 'kept' | 'keeping' | 'waiting'

const state = $state<{
  note: Note | undefined
  /** Set as long as a note is in hand, also while the desk is locked and its words are away. */
  how: TakenHow | undefined
  standing: Standing
  keptAt: string
  problem: Problem | undefined
  /** The report that the next note is about again; a call-back says so before it opens this screen. */
  continues: string
}>({ note: undefined, how: undefined, standing: 'new', keptAt: '', problem: undefined, continues: '' })
export const hand = state

let id = ''
let rev = 0
let begun = false
/** The words as they were last sealed; what differs is not kept yet. */
let sealedWords = ''
let latest: Kept | undefined
let unsent = false
/** Another window went on with this note while the desk was locked: what was sealed here becomes a note of its own. */
let forked = false
let clock: ReturnType<typeof setInterval> | undefined
let stopSealing: (() => void) | undefined

const place = (kept: Pick<Kept, 'id' | 'rev'>) => ({
  kind: 'note',
  table: 'line.drafts',
  row: kept.id,
  purpose: 'draft',
  rev: kept.rev
})

/** One after the other. Sealing has a queue of its own: a line that hangs must not keep a lock waiting. */
const queue = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act)
    last = mine.catch(() => {})
    return mine
  }
}
const sealing = queue()
const sending = queue()

const sealIfChanged = async () => {
  if (!state.note) return
  const words = JSON.stringify(state.note)
  if (words === sealedWords) return
  const next = { id, rev: rev + 1, how: state.note.how }
  const sealed = await sealForMe(JSON.parse(words), place(next))
  rev = next.rev
  sealedWords = words
  latest = { ...next, sealed }
  unsent = true
  state.standing = 'keeping'
  sessionStorage.setItem(slot, JSON.stringify({ account: me().account, begun, kept: latest }))
}

let onItsWay = false
const send = async () => {
  if (!latest || !unsent) return
  const now = latest
  onItsWay = true
  try {
    await ask(begun ? '/desk/calls/draft' : '/desk/calls/begin', now)
    begun = true
    state.problem = undefined
    if (latest === now) {
      unsent = false
      sessionStorage.removeItem(slot)
      state.standing = 'kept'
      state.keptAt = rightNow()
    }
  } catch (error) {
    state.standing = 'waiting'
    const code = error instanceof Problem ? error.code : 'common.failed'
    // another window went on with it, or it was saved or thrown away there: nothing of either is lost
    if (code === 'common.changed-by-other' || (code === 'common.not-found' && begun)) {
      forked = true
      if (state.note) becomeAnother()
    } else if (code !== 'common.offline' && error instanceof Problem) state.problem = error
  }
  onItsWay = false
}

const becomeAnother = () => {
  forked = false
  id = crypto.randomUUID()
  rev = 0
  begun = false
  sealedWords = ''
}

/** Seals and sends what is new, now instead of at the next three seconds. */
export const keepNow = async () => {
  await sealing(sealIfChanged)
  await sending(send)
}

const watch = () => {
  clearInterval(clock)
  stopSealing?.()
  clock = setInterval(() => {
    // on a line that hangs, sealing goes on and one sending is enough
    if (onItsWay) void sealing(sealIfChanged).catch(() => {})
    else void keepNow().catch(() => {})
  }, every)
  // the words themselves must not stand in a locked desk; only when they are sealed do they go
  stopSealing = beforeLock(async () => {
    for (let tries = 0; state.note && tries < 3; tries++) {
      await sealing(sealIfChanged)
      if (JSON.stringify(state.note) === sealedWords) state.note = undefined
    }
  })
}

const letGo = () => {
  clearInterval(clock)
  stopSealing?.()
  stopSealing = undefined
  latest = undefined
  unsent = false
  sealedWords = ''
  sessionStorage.removeItem(slot)
  Object.assign(state, { note: undefined, how: undefined, standing: 'new', keptAt: '', problem: undefined })
}

export const begin = (how: TakenHow, start: { today: string; language: Note['language'] }) => {
  becomeAnother()
  const key = [...crypto.getRandomValues(new Uint8Array(16))]
  state.note = newNote(how, {
    row: crypto.randomUUID(),
    key: key.map(b => b.toString(16).padStart(2, '0')).join(''),
    callBackRow: crypto.randomUUID(),
    at: rightNow(),
    continues: state.continues,
    ...start
  })
  state.continues = ''
  state.how = how
  state.standing = 'new'
  watch()
  void keepNow().catch(() => {})
}

/** Throws when it does not open: another key, an older revision in its place, changed bytes. */
const openKept = async (kept: Kept, onServer: boolean): Promise<void> => {
  const note = Note.parse(await openMine<unknown>(kept.sealed, place(kept)))
  id = kept.id
  rev = kept.rev
  latest = kept
  begun = onServer
  state.note = note
  sealedWords = JSON.stringify(state.note)
  state.how = note.how
  watch()
}

/** Goes on with a note that is kept on the server. */
export const goOn = async (draft: OwnDraft) => {
  await openKept({ id: draft.id, rev: draft.rev, how: draft.how, sealed: draft.sealed }, true)
  unsent = false
  state.standing = 'kept'
  state.keptAt = draft.savedAt
}

/** After unlocking: the words come back from what was sealed when the desk locked. */
export const comeBack = async () => {
  await sealing(async () => {
    if (state.note || !state.how || !latest) return
    const before = { begun, unsent, standing: state.standing }
    await openKept(latest, before.begun)
    unsent = before.unsent
    state.standing = before.standing
    if (forked) becomeAnother()
  })
  void keepNow().catch(() => {})
}

/** After a reload while the line was broken: the sealed revision that had not left yet. Undefined when there is none of this account. */
export const leftBehind = (): { begun: boolean; kept: Kept } | undefined => {
  try {
    const found = JSON.parse(sessionStorage.getItem(slot) ?? 'null')
    return found && found.account === me().account ? found : undefined
  } catch {
    return undefined
  }
}
export const takeUp = async (left: { begun: boolean; kept: Kept }) => {
  await openKept(left.kept, left.begun)
  unsent = true
  state.standing = 'keeping'
  void keepNow().catch(() => {})
}

/** The draft of the note in hand, gone together with it when it is saved. */
export const draftInHand = () => (begun ? id : null)

/** It has become a report, or a call without words: nothing of it stays here. */
export const close = letGo

/** Put aside: kept once more, then out of hand. Stays in hand while the line is broken. */
export const putAside = async () => {
  await keepNow()
  if (unsent) throw new Problem('common.offline', 503)
  letGo()
}

export const throwAway = async () => {
  await sending(async () => {
    if (begun) await ask('/desk/calls/discard', { id })
  })
  letGo()
}

/** True while something is not on the server yet: then leaving the page is asked about. */
export const isUnsent = () =>
  state.how !== undefined &&
  (unsent || (state.note !== undefined && JSON.stringify(state.note) !== sealedWords))
