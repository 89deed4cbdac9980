import { describe, expect, it } from 'vitest'
import { waitingFetch } from './page-data.ts'

const page = 'http://here/desk/report/2026/__data.json?x-sveltekit-invalidated=11'
/** Answers in turn: a status, or nothing at all. */
const server = (...answers: (number | 'nobody')[]) => {
  const asked: string[] = []
  const ask = (async (to: string) => {
    asked.push(to)
    const answer = answers.shift() ?? 200
    if (answer === 'nobody') throw new TypeError('Failed to fetch')
    return new Response(`said ${asked.length}`, { status: answer })
  }) as unknown as typeof fetch
  return { ask, asked }
}
const watched = (...answers: (number | 'nobody')[]) => {
  const { ask, asked } = server(...answers)
  const told: boolean[] = []
  const get = waitingFetch(ask, { lost: l => told.push(l), pause: async () => undefined })
  return { get, asked, told }
}

describe('the data of a page', () => {
  it('is waited for while nobody answers, also while a proxy or the database is away', async () => {
    const { get, asked, told } = watched('nobody', 502, 503, 504, 'nobody', 200)
    expect((await get(page)).status).toBe(200)
    expect(asked).toHaveLength(6)
    expect(told).toEqual([true, true, true, true, true, false])
  })

  it('is what the server says when it says something: a refusal is not asked for again', async () => {
    for (const status of [303, 404, 500]) {
      const { get, asked } = watched(status)
      expect((await get(page)).status).toBe(status)
      expect(asked).toHaveLength(1)
    }
  })

  it('is waited for together, and each can read it', async () => {
    const { get, asked } = watched('nobody', 'nobody', 'nobody', 200)
    const answers = await Promise.all([get(page), get(page), get(page)])
    expect(await Promise.all(answers.map(a => a.text()))).toEqual(['said 4', 'said 4', 'said 4'])
    expect(asked).toHaveLength(4)
  })

  it('is asked for anew by each while it can be had: what is on its way may be older than an act', async () => {
    const { get, asked } = watched()
    await Promise.all([get(page), get(page)])
    expect(asked).toHaveLength(2)
  })

  it('nothing else waits: an act that did not arrive says so at once', async () => {
    const { get, told } = watched('nobody')
    await expect(get('http://here/desk/report/2026/edit')).rejects.toThrow('Failed to fetch')
    expect(told).toEqual([])
  })
})
