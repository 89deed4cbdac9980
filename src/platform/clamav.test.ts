// The virus check: against a clamd that behaves badly, and against the real one where it is installed (Debian's clamav-daemon).
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scan } from './clamav.server.ts'
import { clamdIsInstalled, eicar, startClamd, type Clamd } from './testing/start-clamd.ts'

const folder = mkdtempSync(join(tmpdir(), 'fener-clamav-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function* chunks(...all: (Uint8Array | string)[]) {
  for (const each of all) yield typeof each === 'string' ? Buffer.from(each) : each
}
const refused = (promise: Promise<unknown>) =>
  promise.then(
    result => result,
    (error: { code?: string }) => error.code
  )

describe('a clamd', () => {
  let server: Server | undefined
  let got = Buffer.alloc(0)
  const path = join(folder, 'fake.sock')
  const pretend = async (answer: (socket: Socket) => void) => {
    server?.close()
    rmSync(path, { force: true })
    got = Buffer.alloc(0)
    server = createServer(socket => {
      socket.on('error', () => {})
      socket.on('data', data => (got = Buffer.concat([got, data])))
      answer(socket)
    })
    await new Promise<void>(resolve => server!.listen(path, resolve))
  }
  afterAll(() => server?.close())
  const atEnd = (said: string) => (socket: Socket) =>
    socket.on('data', () => got.subarray(-4).every(byte => byte === 0) && socket.end(said))

  it('is told the bytes in its own way and believed', async () => {
    await pretend(atEnd('stream: OK\0'))
    expect(await scan({ path }, chunks('ab', new Uint8Array(0), 'c'))).toEqual({ found: null })
    expect(got.toString('latin1')).toBe('zINSTREAM\0\0\0\0\u0002ab\0\0\0\u0001c\0\0\0\0')
  })

  it('that finds something is believed too, its words cut down to a name', async () => {
    await pretend(atEnd('stream: Eicar-Test <b>\r\n FOUND\0'))
    expect(await refused(scan({ path }, chunks('x')))).toBe('check.away')
    await pretend(atEnd('stream: Eicar "Test" <b> FOUND\0'))
    expect(await scan({ path }, chunks('x'))).toEqual({ found: 'Eicar--Test---b-' })
  })

  it.each([
    ['says that it is too much', 'INSTREAM size limit exceeded. ERROR\0', 'check.too-big'],
    ['says anything else', 'UNKNOWN COMMAND\0', 'check.away'],
    ['claims to be fine in another way', 'stream: OK\nstream: Eicar FOUND\0', 'check.away'],
    ['hangs up', '', 'check.away']
  ])('that %s is a problem', async (_, said, code) => {
    await pretend(atEnd(said))
    expect(await refused(scan({ path }, chunks('x')))).toBe(code)
  })

  it('that has enough before the end is heard, and the rest is let pass', async () => {
    await pretend(socket => socket.end('INSTREAM size limit exceeded. ERROR\0'))
    let read = 0
    const many = (async function* () {
      for (; read < 400; read++) yield new Uint8Array(65_536)
    })()
    expect(await refused(scan({ path }, many))).toBe('check.too-big')
    await expect.poll(() => read).toBe(400)
  })

  it('that stays silent, or is not there, is a problem of its own', async () => {
    await pretend(() => {})
    expect(await refused(scan({ path }, chunks('x'), 150))).toBe('check.slow')
    expect(await refused(scan({ path: join(folder, 'none.sock') }, chunks('x')))).toBe('check.away')
    expect(await refused(scan({ host: '127.0.0.1', port: 1 }, chunks('x')))).toBe('check.away')
  })

  it('is not asked to the end when the sender breaks off', async () => {
    await pretend(() => {})
    const broken = (async function* () {
      yield new Uint8Array(10)
      throw new Error('aborted')
    })()
    expect(await refused(scan({ path }, broken))).toBe('input.malformed')
  })
})

describe.runIf(clamdIsInstalled)('Debian’s clamd', () => {
  let clamd: Clamd
  let path: string
  beforeAll(async () => {
    clamd = await startClamd()
    path = clamd.path
  }, 25_000)
  afterAll(() => clamd?.stop())

  it('finds what it knows, in one piece and in many', async () => {
    expect(await scan({ path }, chunks(eicar))).toEqual({ found: 'Eicar-Own-Signature.UNOFFICIAL' })
    expect(await scan({ path }, chunks(...eicar))).toEqual({ found: 'Eicar-Own-Signature.UNOFFICIAL' })
  })

  it('lets through what it does not know, and leaves nothing behind', async () => {
    expect(await scan({ path }, chunks('Zdravo'))).toEqual({ found: null })
    // it answers a moment before it has tidied up
    await expect.poll(() => readdirSync(clamd.temporary)).toEqual([])
  })

  it('says when a file is larger than it takes', async () => {
    const large = (async function* () {
      for (let i = 0; i < 40; i++) yield new Uint8Array(65_536)
    })()
    expect(await refused(scan({ path }, large))).toMatch(/^check\.(?:too-big|broke-off)$/)
  })
})
