import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepWriting, type Writing } from './keep-writing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const typed = (words: string | null): Writing => ({ block: 'a', language: 'sr', before: 'Old.', words })

it('sends what is typed a moment later, and only the last of it', async () => {
  const sent: (string | null)[] = []
  const keeping = keepWriting(async w => sent.push(w.words))
  keeping.type(typed('N'))
  keeping.type(typed('New'))
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(1300)
  expect(sent).toEqual(['New'])
})

it('lets what was given up wait for what is on its way, so that it is not overtaken', async () => {
  const arrived: (string | null)[] = []
  const keeping = keepWriting(async w => {
    await new Promise(resolve => setTimeout(resolve, w.words === null ? 10 : 500))
    arrived.push(w.words)
  })
  keeping.type(typed('New'))
  await vi.advanceTimersByTimeAsync(1300)
  keeping.type(typed(null))
  await vi.advanceTimersByTimeAsync(2000)
  expect(arrived).toEqual(['New', null])
})

it('says that it is not kept, tries again by itself, and never sends an older word after a newer one', async () => {
  let line = false
  const sent: (string | null)[] = []
  const said: string[] = []
  const keeping = keepWriting(
    async w => {
      if (!line) throw new Error('no line')
      sent.push(w.words)
    },
    { said: state => said.push(state) }
  )
  keeping.type(typed('One'))
  await vi.advanceTimersByTimeAsync(1300)
  expect(said.at(-1)).toBe('waits')
  line = true
  await vi.advanceTimersByTimeAsync(5100)
  expect([sent, said.at(-1)]).toEqual([['One'], 'kept'])
  line = false
  keeping.type(typed('Two'))
  await vi.advanceTimersByTimeAsync(1300)
  keeping.drop('a', 'sr')
  line = true
  await vi.advanceTimersByTimeAsync(20_000)
  expect(sent).toEqual(['One'])
})

it('waits for nothing when the page is going', () => {
  const sent: unknown[] = []
  const keeping = keepWriting(async (w, leaving) => sent.push([w.words, leaving]))
  keeping.type(typed('New'))
  void keeping.flushAll(true)
  expect(sent).toEqual([['New', true]])
})
