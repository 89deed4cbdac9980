import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { holdFolder } from './folder-lock.server.ts'

const folder = mkdtempSync(join(tmpdir(), 'fener-lock-'))
const lock = join(folder, 'fener.lock')
afterEach(() => rmSync(lock, { force: true }))
afterAll(() => rmSync(folder, { recursive: true }))

describe('holdFolder', () => {
  it('leaves nothing behind', () => {
    holdFolder(folder).release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('takes over from a dead process', () => {
    writeFileSync(lock, '999999999 1@x\n')
    const mine = holdFolder(folder)
    expect(readFileSync(lock, 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    mine.release()
  })

  it('takes over when the number belongs to a process that began at another time', () => {
    const other = spawn('sleep', ['10'])
    writeFileSync(lock, `${other.pid} 1@x\n`)
    holdFolder(folder).release()
    // In a container every Fener is process 1: its own number in an old lock is an old process.
    writeFileSync(lock, `${process.pid} 1@x\n`)
    holdFolder(folder).release()
    other.kill()
  })

  it('takes over a lock that is no lock', () => {
    writeFileSync(lock, '')
    holdFolder(folder).release()
  })
})
