// What is being typed is kept on the server a moment after it is typed, so that a closed browser loses nothing; this computer's disk
// gets nothing. One paragraph is sent one after the other, so that what was given up is not overtaken by what was typed before.
// What could not be sent is tried again by itself.
import type { Language } from '#kernel/locale.ts'

export type Writing = { block: string; language: Language; before: string; words: string | null }
type Options = {
  /** What the writer is told. */
  said?: (state: 'saving' | 'kept' | 'waits') => void
  wait?: number
  again?: number
}

export const keepWriting = (
  /** `leaving`: the page is going, nothing can be waited for. */
  send: (writing: Writing, leaving: boolean) => Promise<unknown>,
  { said = () => {}, wait = 1200, again = 5000 }: Options = {}
) => {
  const waiting = new Map<string, { writing: Writing; timer: ReturnType<typeof setTimeout> }>()
  const onTheWay = new Map<string, Promise<unknown>>()
  /** Which word of a paragraph is the last: an older one that failed is not sent after it. */
  const turns = new Map<string, number>()
  const next = (key: string) => {
    clearTimeout(waiting.get(key)?.timer)
    waiting.delete(key)
    turns.set(key, (turns.get(key) ?? 0) + 1)
  }
  const later = (key: string, writing: Writing, after: number) =>
    waiting.set(key, { writing, timer: setTimeout(() => void flush(key), after) })
  const flush = async (key: string, leaving = false) => {
    while (!leaving && onTheWay.has(key)) await onTheWay.get(key)
    const found = waiting.get(key)
    if (!found) return
    clearTimeout(found.timer)
    waiting.delete(key)
    const turn = turns.get(key)
    said('saving')
    const sent = send(found.writing, leaving)
      .then(
        () => said('kept'),
        () => {
          // what is typed still stands in its field
          said('waits')
          if (turns.get(key) === turn) later(key, found.writing, again)
        }
      )
      .finally(() => onTheWay.delete(key))
    onTheWay.set(key, sent)
    await sent
  }
  return {
    type(writing: Writing) {
      const key = `${writing.block} ${writing.language}`
      next(key)
      // what was given up is gone at once, or a reload would bring it back
      later(key, writing, writing.words === null ? 0 : wait)
    },
    /** Saved or given up: what waits must not bring it back. */
    drop: (block: string, language: Language) => next(`${block} ${language}`),
    flushAll: (leaving = false) => Promise.all([...waiting.keys()].map(key => flush(key, leaving)))
  }
}
