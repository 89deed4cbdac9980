import { expect, test } from 'vitest'
import { answerScan } from '../input/places-answer.ts'
import { readScan } from '../input/places.ts'
import { runScan } from './run-scan.server.ts'

const csv = `x_km,y_km,population,cases\n${Array.from({ length: 30 }, (_, i) => `${i % 6},${i},100,${i % 4}`).join('\n')}\n`
const question = (n_sim: number) => readScan('kulldorff', csv, JSON.stringify({ n_sim })).question

test('answers from a thread what it would answer here, and says how far it is', async () => {
  const heard: number[] = []
  const answer = await runScan(question(200), { progress: done => heard.push(done) })
  expect(answer).toEqual(answerScan(question(200)))
  expect(heard).toHaveLength(100)
  expect(heard.at(-1)).toBe(200)
})

test('stops when told', async () => {
  const stop = new AbortController()
  const running = runScan(question(1_000_000), { progress: () => stop.abort(), signal: stop.signal })
  await expect(running).rejects.toThrow('aborted')
  await expect(runScan(question(10), { signal: stop.signal })).rejects.toThrow('aborted')
})
