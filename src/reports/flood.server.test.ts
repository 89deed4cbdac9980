// The tickets: whose, for which report, how much work, how long.
import { beforeEach, describe, expect, it } from 'vitest'
import { setClock } from '#platform/clock.server.ts'
import { Problem } from '#kernel/problem.ts'
import { fromHex, solveInParts } from '#seal/index.ts'
import { admit, admitBytes, countBytes, inTurn, useFloodSteps } from './flood.server.ts'
import { filesAtOnce, readSteps } from './flood.ts'

let at = 0
beforeEach(() => {
  at = Date.parse('2026-03-02T10:00:00Z')
  setClock(() => new Date(at))
  useFloodSteps(readSteps('2:6,4:9,6:12,8')!)
})

let n = 0
const newKey = () => (++n).toString(16).padStart(32, '0')
const asked = (client: string, key: string, proof?: string, how: 'work' | 'wait' = 'work') => {
  try {
    return { held: admit({ client, proof }, key, how).held }
  } catch (error) {
    const { code, params } = error as Problem
    return { code, ...params } as { code: string; ticket: string; bits: number; n: number }
  }
}
type Asked = { code: string; ticket: string; bits: number; n: number }
const work = async ({ ticket, bits }: Asked) =>
  `${ticket} ${(await solveInParts(fromHex(ticket.slice(-32)), bits)).join('.')}`

/** One whole report as a browser sends it. */
const send = async (client: string) => {
  const key = newKey()
  const answer = asked(client, key)
  return 'held' in answer ? answer : asked(client, key, await work(answer))
}

describe('a client', () => {
  it('sends the first for nothing, then works, and is held back in the end, never refused', async () => {
    expect(await send('a')).toEqual({ held: false })
    expect(await send('a')).toEqual({ held: false })
    expect(asked('a', newKey())).toMatchObject({ code: 'flood.work', bits: 6 })
    const held = []
    for (let i = 0; i < 8; i++) held.push(await send('a'))
    expect(held.map(h => 'held' in h && h.held)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      true
    ])
    expect(asked('a', newKey())).toMatchObject({ bits: 12 })
    at += 3 * 3_600_000
    expect(asked('a', newKey())).toEqual({ held: false })
  })

  it('does not make another one work or wait', async () => {
    for (let i = 0; i < 9; i++) await send('a')
    for (let i = 0; i < 1000; i++) asked('a', newKey())
    expect(asked('b', newKey())).toEqual({ held: false })
  })
})

describe('a ticket', () => {
  const warm = async (client: string, times: number) => {
    for (let i = 0; i < times; i++) await send(client)
  }

  it('is good for its report, its client and half an hour alone', async () => {
    await warm('a', 2)
    await warm('b', 2)
    const key = newKey()
    const proof = await work(asked('a', key) as Asked)
    expect(asked('b', key, proof)).toMatchObject({ code: 'flood.work' })
    expect(asked('a', newKey(), proof)).toMatchObject({ code: 'flood.work' })
    at += 31 * 60_000
    await warm('a', 2)
    expect(asked('a', key, proof)).toMatchObject({ code: 'flood.work' })
    at -= 31 * 60_000
    expect(asked('a', key, proof)).toEqual({ held: false })
  })

  it('counts while others make the next step warm, and not when it is much too easy', async () => {
    await warm('a', 2)
    const early = newKey()
    const late = newKey()
    const [first, second] = [await work(asked('a', early) as Asked), await work(asked('a', late) as Asked)]
    await warm('a', 2)
    expect(asked('a', early, first)).toEqual({ held: false })
    await warm('a', 1)
    expect(asked('a', late, second)).toMatchObject({ code: 'flood.work', bits: 12 })
  })

  it.each(['', 'work.6.1.00', 'x', 'work.6.0.00000000000000000000000000000000 0.0.0.0.0.0.0.0'])(
    'is not %j',
    async proof => {
      await warm('a', 2)
      expect(asked('a', newKey(), proof)).toMatchObject({ code: 'flood.work' })
    }
  )

  it('with altered bits or unsolved sums is none', async () => {
    await warm('a', 5)
    const key = newKey()
    const { ticket, bits } = asked('a', key) as Asked
    expect(bits).toBe(9)
    const easier = ticket.replace('.9.', '.6.')
    expect(asked('a', key, await work({ ticket: easier, bits: 6 } as Asked))).toMatchObject({
      code: 'flood.work'
    })
    expect(asked('a', key, `${ticket} 1.2.3.4.5.6.7.8`)).toMatchObject({ code: 'flood.work' })
    expect(asked('a', key, `${ticket} 1`)).toMatchObject({ code: 'flood.work' })
    expect(asked('a', key, `${ticket} NaN.-1.1e99.....`)).toMatchObject({ code: 'flood.work' })
  })

  it('to wait keeps its time when pressed early, and is good when the time has come', async () => {
    await warm('a', 3)
    const key = newKey()
    const first = asked('a', key, '', 'wait') as Asked
    expect(first).toMatchObject({ code: 'flood.wait', n: 3 })
    at += 1000
    expect(asked('a', key, first.ticket, 'wait')).toMatchObject({ code: 'flood.wait', n: 2 })
    at += 2000
    expect(asked('b', key, first.ticket, 'wait')).toEqual({ held: false })
    expect(asked('a', key, first.ticket, 'wait')).toEqual({ held: false })
  })
})

describe('a phone on a bad line, that says the same report again', () => {
  it('is not asked to work for it, and hears the same answer', () => {
    asked('a', newKey())
    const key = newKey()
    expect(asked('a', key)).toEqual({ held: false })
    // its answer was lost ten times; a new report from there would have cost work long ago
    for (let i = 0; i < 10; i++) expect(asked('a', key)).toEqual({ held: false })
    expect(asked('a', newKey())).toMatchObject({ code: 'flood.work' })
  })

  it('does not become a way around: a thousand times the same is a flood', () => {
    const key = newKey()
    let taken = 0
    while (taken < 1000 && !('code' in (asked('a', key) as object))) taken++
    expect(taken).toBeGreaterThan(50)
    expect(taken).toBeLessThan(1000)
  })
})

it('counts the bytes of files for each client alone, and lets them go on as time passes', () => {
  admitBytes('a')
  countBytes('a', filesAtOnce)
  admitBytes('a')
  countBytes('a', 1024 * 1024)
  expect(() => admitBytes('a')).toThrow(Problem)
  admitBytes('b')
  at += 2000
  admitBytes('a')
})

it('seals one after the other for one client and side by side for two', async () => {
  const log: string[] = []
  const act = (name: string, ms: number) => async () => {
    log.push(`${name} begins`)
    await new Promise(resolve => setTimeout(resolve, ms))
    log.push(`${name} ends`)
    if (name === 'a1') throw new Error('a1')
  }
  const all = [inTurn('a', act('a1', 30)), inTurn('a', act('a2', 1)), inTurn('b', act('b1', 1))]
  expect((await Promise.allSettled(all)).map(r => r.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(log.indexOf('a2 begins')).toBeGreaterThan(log.indexOf('a1 ends'))
  expect(log.indexOf('b1 ends')).toBeLessThan(log.indexOf('a1 ends'))
})
