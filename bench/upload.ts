// Files: a 100 MB file from a page with a phone's memory, and ten clients sending at once into the server.
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { createWriteStream, readdirSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { startBrowser } from '../e2e/fener.ts'
import { round } from './intake.ts'

const MiB = 1024 * 1024
const fileMiB = 100

/** Resident memory of a process in MiB; 0 when it is gone. */
const memoryOf = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Memory that is a process's own share, in MiB, of it and its children: PostgreSQL's shared pages are counted once. */
const familyMemory = (parent: number): number => {
  let kB = 0
  for (const name of readdirSync('/proc').filter(each => /^\d+$/.test(each))) {
    try {
      const ppid = Number(/PPid:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))![1])
      if (Number(name) === parent || ppid === parent)
        kB += Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${name}/smaps_rollup`, 'utf8'))![1])
    } catch {
      // it ended while we looked
    }
  }
  return kB / 1024
}

const randomFile = async (): Promise<string> => {
  const path = join(tmpdir(), `fener-bench-${process.pid}.mp4`)
  const file = createWriteStream(path)
  file.write(Buffer.from('000000186674797069736f6d', 'hex'))
  for (let i = 0; i < fileMiB; i++) if (!file.write(randomBytes(MiB))) await once(file, 'drain')
  file.end()
  await finished(file)
  return path
}

/** One page whose JavaScript may hold 256 MB: it seals and sends the file, and how much its process grows is watched. */
export const measureUpload = async (origin: string) => {
  const path = await randomFile()
  const browser = await startBrowser(['--js-flags=--max-old-space-size=256'])
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, baseURL: origin })
    page.setDefaultTimeout(60_000)
    await page.goto('/sr/w/2')
    await page.locator('#what').fill('Snimak')
    await page.locator('#files').setInputFiles(path)
    await page.locator('#file-list button').first().click()
    for (let i = 2; i < 8; i++) await page.locator('section.ask:not([hidden]) [data-go=next]').first().click()
    const browserSession = await browser.newBrowserCDPSession()
    const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo')
    const pids = (type: string) => processInfo.filter(each => each.type === type).map(each => each.id)
    const renderers = pids('renderer')
    const before = new Map(renderers.map(pid => [pid, memoryOf(pid)]))
    const parent = pids('browser')[0]!
    const parentBefore = memoryOf(parent)
    let growth = 0
    let parentGrowth = 0
    const watch = setInterval(() => {
      for (const [pid, idle] of before) growth = Math.max(growth, memoryOf(pid) - idle)
      parentGrowth = Math.max(parentGrowth, memoryOf(parent) - parentBefore)
    }, 50)
    const begun = performance.now()
    await page.locator('#send').click({ noWaitAfter: true })
    await page.waitForURL(/\/w\/ok$/, { timeout: 600_000 })
    const seconds = (performance.now() - begun) / 1000
    clearInterval(watch)
    return {
      fileMiB,
      seconds: round(seconds),
      mibPerSecond: round(fileMiB / seconds),
      pageGrowthMiB: round(growth),
      browserGrowthMiB: round(parentGrowth)
    }
  } finally {
    await browser.close()
    rmSync(path, { force: true })
  }
}

const postPart = (
  origin: string,
  agent: Agent,
  upload: string,
  part: number,
  bytes: Buffer
): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${origin}/sr/w/part`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': bytes.length,
          'x-upload': upload,
          'x-file': '0',
          'x-part': String(part)
        }
      },
      response => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      }
    )
    sent.on('error', reject)
    sent.end(bytes)
  })

/** Ten clients, each with the parts of a 100 MB file (random: the server cannot tell), against one server. */
export const measureTenUploads = async (origin: string, server: number, postmaster: number) => {
  const parts = 113
  const clients = 10
  const bytes = randomBytes(MiB)
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const upload = () => randomBytes(16).toString('hex')
  // warm: what any server holds after its first files
  for (let i = 0; i < 20; i++) await postPart(origin, agent, upload(), 0, bytes)
  await new Promise(resolve => setTimeout(resolve, 3000))
  const idle = memoryOf(server)
  const databaseIdle = familyMemory(postmaster)
  let peak = 0
  let databasePeak = 0
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(server))), 20)
  const watchDatabase = setInterval(
    () => (databasePeak = Math.max(databasePeak, familyMemory(postmaster))),
    500
  )
  let refused = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const mine = upload()
      for (let part = 0; part < parts; part++) {
        while ((await postPart(origin, agent, mine, part, bytes)) !== 200) refused++
      }
    })
  )
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  clearInterval(watchDatabase)
  agent.destroy()
  return {
    clients,
    mibEach: parts,
    seconds: round(seconds),
    mibPerSecond: round((clients * parts) / seconds),
    refused,
    idleMiB: round(idle),
    growthMiB: round(peak - idle),
    databaseGrowthMiB: round(databasePeak - databaseIdle)
  }
}
