// The onion address: our own torrc lines with Debian's tor, and what Fener answers at tor's door. There is no Tor network in a test,
// so the last step, from a stranger's Tor Browser to tor, is not tried here.
import { execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepare, type Prepared } from '../bench/prepare.ts'
import { bodyMaker } from '../bench/intake.ts'
import { home, picture, startFener, type Running } from './fener.ts'

const tor = process.env.TOR ?? '/usr/sbin/tor'
if (!existsSync(tor))
  console.log(`No tor at ${tor} (Debian: apt-get install tor): our torrc lines are not tried.`)
const onion = 'fenerfenerfenerfenerfenerfenerfenerfenerfenerfenerfenerf.onion'
const dataDir = mkdtempSync(join(tmpdir(), 'fener-onion-'))
const socket = join(dataDir, 'onion.sock')
let prepared: Prepared
let fener: Running
let port = 0
/** A port that was free a moment ago: with FENER_ORIGIN set the log does not tell which one it took. */
const freePort = () =>
  new Promise<number>(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
beforeAll(async () => {
  prepared = await prepare(dataDir)
  port = await freePort()
  fener = await startFener({
    dataDir,
    port,
    env: {
      LISTEN_SOCKET: socket,
      ONION_ADDRESS: onion,
      FENER_ORIGIN: 'https://fener.example',
      TRUST_PROXY: '1'
    }
  })
})
afterAll(async () => {
  await fener?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = (
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; circuit?: string } = {}
) =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request(
      {
        path,
        method: options.method ?? 'GET',
        headers: { host: onion, ...options.headers },
        createConnection: () => {
          const line = connect(socket)
          if (options.circuit)
            line.write(`PROXY TCP6 fc00:dead:beef:4dad::${options.circuit} ::1 65535 80\r\n`)
          return line
        }
      },
      response => {
        let text = ''
        response.on('data', chunk => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        )
      }
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
const post = (body: string, headers: Record<string, string>, circuit: string) =>
  ask('/sr/w/send', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      ...headers
    },
    body,
    circuit
  })

describe('tor’s door', () => {
  it('is for its owner and group, and answers under the onion address', async () => {
    expect(statSync(socket).mode & 0o777).toBe(0o660)
    const page = await ask('/sr/k', { circuit: '0:1' })
    expect(page.status).toBe(200)
    expect(page.text).toContain(`http://${onion}`)
    expect(page.headers['strict-transport-security']).toBeUndefined()
    expect(page.headers['onion-location']).toBeUndefined()
    expect((await ask('/sr/k')).status).toBe(200)
  })

  it('is named by pages over https, not by the desk', async () => {
    const page = await fetch(`http://127.0.0.1:${port}/sr/k`)
    expect(page.headers.get('onion-location')).toBe(`http://${onion}/sr/k`)
    expect((await fetch(`http://127.0.0.1:${port}/desk`)).headers.get('onion-location')).toBeNull()
  })

  it('takes what its own pages send and nothing that another site sends', async () => {
    const body = await bodyMaker(prepared)
    expect((await post(body(), { origin: `http://${onion}` }, '0:2')).status).toBe(200)
    for (const origin of ['https://fener.example', 'http://elsewhere.example', `https://${onion}`, 'null'])
      expect((await post(body(), { origin }, '0:2')).status, origin).toBe(403)
    const form = 'about=me&what=bez+skripte&key=' + 'a'.repeat(32)
    const typed = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(form.length)
    }
    const sent = (origin: string) =>
      ask('/sr/w/all', { method: 'POST', headers: { ...typed, origin }, body: form, circuit: '0:2' })
    expect((await sent(`http://${onion}`)).text).toContain('bez skripte')
    expect((await sent('http://elsewhere.example')).status).toBe(403)
  })

  it('tells visitors apart by their circuit, whatever they write into X-Forwarded-For', async () => {
    const body = await bodyMaker(prepared)
    const flood = []
    for (let i = 0; i < 12; i++)
      flood.push((await post(body(), { 'x-forwarded-for': `192.0.2.${i}` }, '0:3')).status)
    expect(flood).toEqual([...Array(10).fill(200), 429, 429])
    expect((await post(body(), {}, '0:4')).status).toBe(200)
  })
})

it('a report is sealed in a browser that holds the page for insecure', async () => {
  // Chromium, unlike Tor Browser, gives an onion page over http no crypto.subtle: the report must not need it
  const tcp = createServer(incoming => {
    const inside = connect(socket)
    inside.write('PROXY TCP6 fc00:dead:beef:4dad::0:9 ::1 65535 80\r\n')
    incoming.on('error', () => inside.destroy())
    inside.on('error', () => incoming.destroy())
    incoming.pipe(inside).pipe(incoming)
  })
  await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve))
  const { port: there } = tcp.address() as AddressInfo
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${onion}:80 127.0.0.1:${there}`]
  })
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } })
    page.setDefaultTimeout(30_000)
    await page.goto(`http://${onion}/sr/k`)
    await page.locator('summary', { hasText: 'nadzire' }).click()
    await picture(page, '33-onion-before')
    await page.goto(`http://${onion}/sr/w/2`)
    expect(await page.evaluate(() => isSecureContext)).toBe(false)
    await page.locator('textarea:visible').fill('Preko Tora')
    for (let i = 2; i < 8; i++) await page.locator('button.btn:visible', { hasText: 'Nastavi' }).click()
    await page.locator('button.btn:visible', { hasText: 'Pošalji' }).click()
    await page.locator('#code:visible').waitFor()
  } finally {
    await browser.close()
    tcp.close()
  }
})

describe.skipIf(!existsSync(tor))('Debian’s tor with our lines', () => {
  it('takes docs/torrc and makes the address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fener-tor-'))
    chmodSync(folder, 0o700)
    const lines = readFileSync(join(home, 'docs/torrc'), 'utf8')
    for (const line of lines.trim().split('\n'))
      expect(readFileSync(join(home, 'docs/onion.md'), 'utf8')).toContain(line)
    const torrc = join(folder, 'torrc')
    writeFileSync(
      torrc,
      lines.replace('/var/lib/tor/fener', join(folder, 'fener')).replace('/run/fener/onion.sock', socket) +
        `\nDataDirectory ${folder}/data\nSocksPort 0\nDisableNetwork 1\n`
    )
    const { stdout } = await promisify(execFile)(tor, [
      '--defaults-torrc',
      '/dev/null',
      '-f',
      torrc,
      '--verify-config'
    ])
    expect(stdout).toContain('Configuration was valid')
    const running = spawn(tor, ['--defaults-torrc', '/dev/null', '-f', torrc], { stdio: 'ignore' })
    try {
      const hostname = join(folder, 'fener', 'hostname')
      await expect
        .poll(() => (existsSync(hostname) ? readFileSync(hostname, 'utf8').trim() : ''), { timeout: 30_000 })
        .toMatch(/^[a-z2-7]{56}\.onion$/)
    } finally {
      running.kill()
      await new Promise(resolve => running.once('exit', resolve))
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
