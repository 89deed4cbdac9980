// Report intake as the public's browsers do it: 16 clients at once, each report sealed (the same sealed bytes under another
// row: the server cannot tell, and sealing is the phone's work, not the server's).
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { base64url, keysFrom, newRoot, seal } from '#seal/index.ts'
import type { Prepared } from './prepare.ts'

export type Intake = {
  clients: number
  reports: number
  perSecond: number
  p50: number
  p95: number
  p99: number
  refused: number
}

export const bodyMaker = async ({ network, circle, recipient }: Prepared) => {
  const reporter = await keysFrom(newRoot(), 'reporter')
  const ctx = {
    network,
    table: 'reports.envelopes',
    row: crypto.randomUUID(),
    circle,
    epoch: 1,
    purpose: 'report',
    rev: 1
  }
  const what =
    'U kući iza stare pilane ima više mladih ljudi. Ujutru ih odvoze kombijem na njivu, uveče ih zaključavaju.'
  const sealed = base64url(
    await seal({ what }, { kind: 'report', ctx, at: null, recipients: [recipient, reporter.recipient] })
  )
  return (row: string = crypto.randomUUID()) =>
    JSON.stringify({
      key: randomBytes(16).toString('hex'),
      row,
      circle,
      epoch: 1,
      sealed,
      receipt: { lookup: randomBytes(16).toString('hex'), login: randomBytes(32).toString('hex') },
      reporter: reporter.recipient,
      language: 'sr-Latn',
      urgent: false,
      files: []
    })
}

let visitors = 0
/** The address of another client each time (10.0.0.0/8): Fener is started with TRUST_PROXY=1, as behind a proxy. */
export const newVisitor = (): string => {
  const n = ++visitors
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`
}

/** Status 0 is never given: a broken line rejects. */
export const postReport = (
  origin: string,
  agent: Agent,
  body: string,
  from: string = newVisitor(),
  proof?: string
): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${origin}/sr/w/send`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-forwarded-for': from,
          ...(proof && { 'x-proof': proof })
        }
      },
      response => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
        response.on('error', reject)
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })

export const measureIntake = async (
  origin: string,
  prepared: Prepared,
  clients: number,
  reports: number
): Promise<Intake> => {
  const body = await bodyMaker(prepared)
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  for (let i = 0; i < 100; i++) await postReport(origin, agent, body())
  const times: number[] = []
  let left = reports
  let refused = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0) {
        const text = body()
        const sent = performance.now()
        const status = await postReport(origin, agent, text)
        times.push(performance.now() - sent)
        if (status !== 200) refused++
      }
    })
  )
  const seconds = (performance.now() - begun) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.floor(times.length * share)]!)
  return {
    clients,
    reports,
    perSecond: round(reports / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    refused
  }
}

export const round = (n: number) => Math.round(n * 10) / 10
