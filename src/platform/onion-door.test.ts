// The unix socket for tor: who comes is told apart by the line that tor writes, and nothing of a request is lost behind it.
import { createServer, type Server } from 'node:http'
import { connect, type Server as Door } from 'node:net'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientHasher } from './client-hash.server.ts'
import { onionVisitor, openOnionDoor, readProxyLine } from './onion-door.server.ts'

const folder = mkdtempSync(join(tmpdir(), 'fener-door-'))
const path = join(folder, 'onion.sock')
let http: Server
let door: Door
beforeAll(async () => {
  http = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => response.end(`[${onionVisitor(request.socket)} ${request.url} ${body.length}]`))
  })
  door = await openOnionDoor(http, path)
})
afterAll(() => {
  door.close()
  http.closeAllConnections()
  rmSync(folder, { recursive: true })
})

const talk = (...chunks: string[]) =>
  new Promise<string>(resolve => {
    const socket = connect(path)
    let answer = ''
    socket.on('data', data => (answer += data))
    socket.on('close', () => resolve((answer.match(/\[.*?\]/g) ?? []).join('')))
    socket.on('error', () => {})
    const write = async () => {
      for (const chunk of chunks) {
        socket.write(chunk)
        await new Promise(next => setTimeout(next, 15))
      }
    }
    void write()
  })
const line = 'PROXY TCP6 fc00:dead:beef:4dad::0:29 ::1 65535 42\r\n'
const get = (path: string, close = true) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${close ? 'Connection: close\r\n' : ''}\r\n`
const visitor = 'fc00:dead:beef:4dad::0:29'

describe('the onion door', () => {
  it('is open to the group and to nobody else', () => {
    expect(statSync(path).mode & 0o777).toBe(0o660)
  })

  it('knows the visitor’s circuit, however the bytes arrive, for every request of the connection', async () => {
    expect(await talk(line + get('/1'))).toBe(`[${visitor} /1 0]`)
    expect(await talk(line, get('/2'))).toBe(`[${visitor} /2 0]`)
    expect(await talk(...line, get('/3', false), get('/4'))).toBe(`[${visitor} /3 0][${visitor} /4 0]`)
    expect(await talk(line + get('/5', false) + get('/6'))).toBe(`[${visitor} /5 0][${visitor} /6 0]`)
  })

  it('loses nothing of a long body that begins in the same packet', async () => {
    const body = 'x'.repeat(700_000)
    const head = `POST /7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`
    expect(await talk(line + head + body.slice(0, 1000), body.slice(1000, 90_000), body.slice(90_000))).toBe(
      `[${visitor} /7 700000]`
    )
  })

  it('takes who comes without the line as one visitor, and ends a malformed one', async () => {
    expect(await talk(get('/8'))).toBe('[onion /8 0]')
    expect(await talk('PROXY UNKNOWN\r\n' + get('/9'))).toBe('[onion /9 0]')
    expect(await talk('PROXY TCP6 <script> ::1 1 2\r\n' + get('/10'))).toBe('')
    expect(await talk('PROXY ' + 'x'.repeat(300))).toBe('')
  })

  it('refuses a path where something else stands or somebody listens', async () => {
    await expect(openOnionDoor(http, path)).rejects.toMatchObject({ code: 'onion.socket' })
    const file = join(folder, 'file')
    writeFileSync(file, '')
    await expect(openOnionDoor(http, file)).rejects.toMatchObject({ code: 'onion.socket' })
  })
})

it('reads the line by its length', () => {
  expect(readProxyLine(line + 'GET')).toEqual({ address: visitor, length: line.length })
  expect(readProxyLine('GET /')).toEqual({ address: undefined, length: 0 })
  expect(readProxyLine('PROXY TCP4 1.2.3.4 5.6.7.8 1 2')).toBeNull()
})

it('a client’s hash is the same within a day, differs between clients, and is another the next day', () => {
  let at = 0
  const hash = clientHasher(() => at)
  const first = hash('192.0.2.1')
  expect(hash('192.0.2.1')).toBe(first)
  expect(hash('192.0.2.2')).not.toBe(first)
  expect(hash('2001:db8::1')).toBe(hash('2001:db8::2'))
  expect(first).not.toContain('192')
  at += 24 * 3_600_000
  expect(hash('192.0.2.1')).not.toBe(first)
  expect(clientHasher()('192.0.2.1')).not.toBe(hash('192.0.2.1'))
})
