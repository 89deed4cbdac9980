// What is being typed is kept on the server a moment after it is typed, so that a closed browser loses nothing; this computer's disk
// gets nothing. A save that fails is tried again with the next key.
import type { Language } from '#kernel/locale.ts'

export type Writing = { block: string; language: Language; before: string; words: string | null }

export const keepWriting = (send: (writing: Writing) => Promise<unknown>, wait = 1200) => {
  const waiting = new Map<string, { writing: Writing; timer: ReturnType<typeof setTimeout> }>()
  const flush = async (key: string) => {
    const found = waiting.get(key)
    if (!found) return
    clearTimeout(found.timer)
    waiting.delete(key)
    // what is typed still stands in its field, whatever becomes of this
    await send(found.writing).catch(() => undefined)
  }
  return {
    type(writing: Writing) {
      const key = `${writing.block} ${writing.language}`
      clearTimeout(waiting.get(key)?.timer)
      // what was given up is gone at once, or a reload would bring it back
      const later = writing.words === null ? 0 : wait
      waiting.set(key, { writing, timer: setTimeout(() => void flush(key), later) })
    },
    /** Saved or given up: what waits must not bring it back. */
    drop(block: string, language: Language) {
      const key = `${block} ${language}`
      clearTimeout(waiting.get(key)?.timer)
      waiting.delete(key)
    },
    flushAll: () => Promise.all([...waiting.keys()].map(flush))
  }
}
