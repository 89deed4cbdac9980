// Killed at any moment: Node, PostgreSQL, or both, under load; it starts again and every acknowledged report is there.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { bodyMaker, postReport } from '../bench/intake.ts'
import { prepare } from '../bench/prepare.ts'
import { startFener, type Running } from './fener.ts'

// each report from a client of its own: what is tested here is the kill, not the limit for floods
const env = { TRUST_PROXY: '1' }
const dataDir = mkdtempSync(join(tmpdir(), 'fener-killed-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const postmaster = () =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
const gone = (running: Running) =>
  new Promise<void>(resolve =>
    running.process.exitCode === null && running.process.signalCode === null
      ? running.process.once('exit', () => resolve())
      : resolve()
  )

/** It may be on its way up again after the kill before: then there is nothing to kill this time. */
const killPostmaster = () => {
  try {
    process.kill(postmaster(), 'SIGKILL')
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

it('loses no acknowledged report in twenty kills', async () => {
  const prepared = await prepare(dataDir)
  const body = await bodyMaker(prepared)
  const acknowledged: string[] = []
  let fener = await startFener({ dataDir, env })
  for (let round = 0; round < 20; round++) {
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    let stop = false
    const clients = Array.from({ length: 8 }, async () => {
      while (!stop) {
        const row = crypto.randomUUID()
        const status = await postReport(fener.origin, agent, body(row)).catch(() => 0)
        if (status === 200) acknowledged.push(row)
        else await new Promise(resolve => setTimeout(resolve, 20))
      }
    })
    // killed in the middle of the work, not before it: a slow machine needs longer until eight are acknowledged
    const before = acknowledged.length
    while (acknowledged.length < before + 8) await new Promise(resolve => setTimeout(resolve, 5))
    await new Promise(resolve => setTimeout(resolve, (round % 5) * 60))
    const which = round % 3
    if (which !== 0) killPostmaster()
    if (which !== 1) fener.process.kill('SIGKILL')
    if (which === 1) await new Promise(resolve => setTimeout(resolve, 700))
    stop = true
    await Promise.all(clients)
    agent.destroy()
    if (which !== 1) {
      await gone(fener)
      fener = await startFener({ dataDir, env })
    }
  }
  await fener.stop()
  fener = await startFener({ dataDir, env })
  const [, , , port, host] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const owner = new pg.Client({ host, port: Number(port), user: 'postgres', database: 'postgres' })
  await owner.connect()
  const { rows } = await owner.query('select id, code from reports.envelopes')
  await owner.end()
  await fener.stop()
  const kept = new Set(rows.map(r => r.id))
  expect(acknowledged.length).toBeGreaterThanOrEqual(160)
  expect(acknowledged.filter(row => !kept.has(row))).toEqual([])
  expect(new Set(rows.map(r => r.code)).size).toBe(rows.length)
})
