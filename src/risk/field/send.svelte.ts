// Sends by itself what is finished: when the page opens, when the phone says it has signal, and every minute. Locked or not: what waits is
// sealed to others already. Each once: its id was made here, and the server answers the same id with the same answer.
import { Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'
import { localDay } from './draft.ts'
import { contact, phone, recount } from './phone.svelte.ts'
import type { Out } from './drafts.client.ts'
import { addOne, change, readAll } from './store.client.ts'

export const sending = $state({
  now: false,
  /** The last contact did not come about. */
  noLine: false,
  /** The server's refusals by submission: it stays here until it is taken. */
  refused: {} as Record<string, string>
})

const every = 60_000

const once = async () => {
  if (phone.stage === 'loading' || phone.stage === 'erased') return
  try {
    const said = await contact()
    sending.noLine = false
    if (said.who !== 'device') return
    for (const { key: id, value } of await readAll<Out>('out')) {
      const { circle, epoch, sealed, envelope } = value
      try {
        await ask('/field/send', { id, circle, epoch, sealed, envelope, phoneNow: new Date().toISOString() })
      } catch (error) {
        // a refusal of one is no reason to keep the others waiting; a broken line is
        if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error
        sending.refused[id] = error.code
        continue
      }
      delete sending.refused[id]
      await change(['out', 'sent'], store => {
        store('out').delete(id)
        addOne(store('sent'), 'sent', localDay(new Date()))
      })
      await recount()
    }
  } catch (error) {
    sending.noLine = error instanceof Problem && error.code === 'common.offline'
  }
}

let running: Promise<void> | undefined
let wanted = false

/** Contact and sending, one at a time in all tabs; asked for while it runs, it runs once more. */
export const sendNow = (): Promise<void> => {
  if (running) {
    wanted = true
    return running
  }
  sending.now = true
  running = (async () => {
    do {
      wanted = false
      await (navigator.locks ? navigator.locks.request('fener-field-send', once) : once())
    } while (wanted)
  })().finally(() => {
    running = undefined
    sending.now = false
  })
  return running
}

/** Begins; gives the way to end it. */
export const keepSending = (): (() => void) => {
  const go = () => void sendNow()
  const timer = setInterval(go, every)
  const seen = () => {
    if (!document.hidden) go()
  }
  addEventListener('online', go)
  document.addEventListener('visibilitychange', seen)
  go()
  return () => {
    clearInterval(timer)
    removeEventListener('online', go)
    document.removeEventListener('visibilitychange', seen)
  }
}
