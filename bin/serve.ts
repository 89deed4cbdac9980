// Serving: our own thin server in front of SvelteKit's handler. It says which protocol people use (the handler cannot know),
// keeps no log of who came, and stops in order: no new request, then the data.
import { createServer, type IncomingMessage } from 'node:http'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { addressOf } from '#platform/client-address.ts'
import { clientHasher } from '#platform/client-hash.server.ts'
import { readConfig } from '#platform/config.server.ts'
import { onionVisitor, openOnionDoor } from '#platform/onion-door.server.ts'
import { build, isBuilt } from './build.ts'
import { home } from './run.ts'

export const start = async (args: string[]): Promise<void> => {
  const demo = args.includes('--demo')
  process.env.DATA_DIR ??= join(home, demo ? 'data-demo' : 'data')
  if (!isBuilt()) {
    console.log('Fener: building the pages …')
    await build()
  }
  const receipt = demo
    ? await (await import('#app/demo/demo.server.ts')).prepareDemo(process.env.DATA_DIR)
    : undefined
  await serve()
  if (demo) (await import('#app/demo/accounts.ts')).printAccounts(receipt)
}

const sendsReport = ({ method, url }: IncomingMessage) =>
  method === 'POST' && /^\/[a-z-]{2,10}\/(?:w|f\/[\w-]{22})\/send$/.test(url ?? '')

/** What `reports/flood.server.ts`, which lives in the built handler, asks of this client first; undefined: nothing. */
const flood = (client: string, key: unknown, proof: unknown): object | undefined => {
  const { fenerFlood } = globalThis as {
    fenerFlood?: (client: string, key: string, proof: string) => object | undefined
  }
  return fenerFlood?.(client, String(key ?? ''), String(proof ?? ''))
}

const serve = async () => {
  const config = readConfig(process.env)
  // one protocol for every request: what a client claims about it is not believed
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.HOST_HEADER = 'x-fener-host'
  // every reader of a body bounds itself (app/form.server.ts, app/endpoint.server.ts); a limit here would lose what was typed beside
  process.env.BODY_SIZE_LIMIT = 'Infinity'
  process.env.NODE_ENV ??= 'production'
  const origin = new URL(config.origin)
  const fixedHost = process.env.FENER_ORIGIN ? origin.host : undefined

  const built = join(home, 'build', 'handler.js')
  if (!existsSync(built)) throw new Error('build/handler.js is missing')
  const { handler } = await import(pathToFileURL(built).href)

  const hash = clientHasher()
  const server = createServer((request, response) => {
    const visitor = onionVisitor(request.socket)
    const { headers } = request
    // tor does the encrypting: an onion address is reached by http
    headers['x-forwarded-proto'] = visitor ? 'http' : origin.protocol.slice(0, -1)
    headers['x-fener-host'] = (visitor ? config.onion : fixedHost) ?? headers.host ?? origin.host
    const forwarded = headers['x-forwarded-for']
    const address =
      visitor ?? addressOf(request.socket.remoteAddress, forwarded?.toString(), config.trustProxy)
    const client = hash(address)
    headers['x-fener-client'] = client
    // behind a proxy that does not say who asks, this machine stands for everybody
    headers['x-fener-everybody'] = String(!visitor && /^127\.|^::1$/.test(address))
    delete headers['x-forwarded-for']
    // ODK Collect is no browser and names no origin; it shows a name and a secret with every request. A browser always names one.
    if (request.url?.startsWith('/field/openrosa/submission') && request.method === 'POST')
      headers.origin ??= `${headers['x-forwarded-proto']}://${headers['x-fener-host']}`
    const refusal = sendsReport(request) && flood(client, headers['x-key'], headers['x-proof'])
    if (refusal) {
      response.writeHead(429, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(JSON.stringify(refusal))
      return
    }
    // what draws a stranger's file may ask the network for nothing (ui/pdf-worker.client.ts)
    if (request.url?.startsWith('/_app/immutable/workers/'))
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; sandbox allow-scripts"
      )
    handler(request, response, () => {
      response.statusCode = 404
      response.end()
    })
  })
  server.headersTimeout = 20_000
  // without script photos come in one request, and a line may be slow
  server.requestTimeout = 900_000
  server.keepAliveTimeout = 65_000
  const { port: wanted } = config
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    if (wanted === undefined) resolve()
    else server.listen(wanted, config.host, resolve)
  })
  await listening.catch((error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE'
        ? `Port ${wanted} is taken. Choose another: PORT=3001 npm start`
        : error.message
    )
    process.exit(1)
  })
  const door = config.listenSocket ? await openOnionDoor(server, config.listenSocket) : undefined
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    door?.close()
    server.closeIdleConnections()
    const closed = wanted === undefined ? undefined : new Promise(resolve => server.close(resolve))
    setTimeout(() => server.closeAllConnections(), 10_000).unref()
    await closed
    const { fenerHouse } = globalThis as { fenerHouse?: Promise<{ close(): Promise<void> }> }
    await (await fenerHouse)?.close()
    process.exit(0)
  }
  // before it is said that we are open: whoever reads that may stop us at once, and the database is to be stopped with us
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : wanted
  for (const note of config.notes) console.log(note)
  if (config.listenSocket) console.log(`Fener waits for tor at ${config.listenSocket}`)
  const here = port === undefined ? `http://${config.onion ?? 'the.onion'}` : `http://localhost:${port}`
  console.log(`Fener is open at ${process.env.FENER_ORIGIN ? config.origin : here}/`)
}
