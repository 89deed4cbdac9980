import { isAbsolute, resolve } from 'node:path'
import type { Scanner } from './clamav.server.ts'
import { PlatformProblem } from './platform-problem.ts'

export type Config = {
  dataDir: string
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  databaseOwnerUrl: string | undefined
  host: string
  /** Undefined: no TCP port, the unix socket alone. */
  port: number | undefined
  /** Where people reach this installation, without a path: `https://fener.example`. */
  origin: string
  /** How many proxies in front append to X-Forwarded-For; 0: nobody's word is taken. */
  trustProxy: number
  /** Unix socket for tor. */
  listenSocket: string | undefined
  /** `….onion`, without scheme. */
  onion: string | undefined
  smtpUrl: string | undefined
  mailFrom: string | undefined
  /** ClamAV on this computer; undefined: opened files are not checked. */
  clamav: Scanner | undefined
  /** What whoever starts Fener should be told, one sentence each. */
  notes: string[]
}

type Env = Record<string, string | undefined>

const loopback = (host: string) => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

/**
 * Reads all settings at once and refuses with every reason at once (`PlatformProblem` "config.refused").
 * Whatever would send people's words over a network in the clear is refused unless FENER_INSECURE=1 says it is wanted.
 */
export function readConfig(env: Env): Config {
  const reasons: string[] = []
  const notes: string[] = []
  const text = (name: string) => env[name]?.trim() || undefined
  const insecure = text('FENER_INSECURE') === '1'
  const url = (name: string): URL | undefined => {
    const value = text(name)
    if (value === undefined) return undefined
    if (URL.canParse(value)) return new URL(value)
    // The value may hold a password: never repeat it.
    reasons.push(`${name} is not an address`)
    return undefined
  }

  const host = text('HOST') ?? '127.0.0.1'
  const listenSocket = text('LISTEN_SOCKET')
  // over Tor alone: no port of this computer is opened
  const noPort = text('PORT') === 'off' && listenSocket !== undefined
  const port = noPort ? 0 : Number(text('PORT') ?? '3000')
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    reasons.push('PORT must be a number from 0 to 65535 (or off, with LISTEN_SOCKET)')

  const asked = url('FENER_ORIGIN')
  const origin = asked?.origin ?? `http://${loopback(host) ? 'localhost' : host}:${port}`
  if (asked && (asked.pathname !== '/' || asked.search || !asked.protocol.startsWith('http')))
    reasons.push('FENER_ORIGIN must be scheme and host only, like https://fener.example')
  if (!insecure && !loopback(host) && !origin.startsWith('https:'))
    reasons.push(
      `HOST=${host} lets other computers in: set FENER_ORIGIN=https://… (a proxy in front does TLS), or FENER_INSECURE=1 for a closed test network`
    )
  if (insecure)
    notes.push('FENER_INSECURE=1: connections without encryption are accepted. Only for a test network.')

  const trustProxy = Number(text('TRUST_PROXY') ?? '0')
  if (!Number.isInteger(trustProxy) || trustProxy < 0 || trustProxy > 9)
    reasons.push('TRUST_PROXY must be how many proxies stand in front, from 0 to 9')
  if (asked?.protocol === 'https:' && text('TRUST_PROXY') === undefined)
    notes.push(
      'TRUST_PROXY is not set: all visitors who come through the proxy count as one, and a flood slows all of them. Set TRUST_PROXY=1.'
    )
  const floodSteps = text('FLOOD_STEPS')
  if (floodSteps && !/^(\d{1,4}:\d{1,2},)+\d{1,4}$/.test(floodSteps))
    reasons.push('FLOOD_STEPS must be like 10:19,20:22,40:24,80 (docs/floods.md)')
  if (listenSocket && !isAbsolute(listenSocket))
    reasons.push('LISTEN_SOCKET must be a whole path, like /run/fener/onion.sock')
  const onion = text('ONION_ADDRESS')?.toLowerCase()
  if (onion && !/^[a-z2-7]{56}\.onion$/.test(onion))
    reasons.push(
      'ONION_ADDRESS must be 56 letters and digits and .onion, as tor wrote it into the file hostname'
    )
  if (onion && !listenSocket)
    notes.push('ONION_ADDRESS is set without LISTEN_SOCKET: tor finds no door here (docs/onion.md).')

  const database = url('DATABASE_URL')
  const owner = url('DATABASE_OWNER_URL')
  if (database && decodeURIComponent(database.username) !== 'fener_app')
    reasons.push('DATABASE_URL must sign in as fener_app (the other roles are derived from it)')
  if (owner && !database) reasons.push('DATABASE_OWNER_URL needs DATABASE_URL beside it')
  for (const [name, value] of Object.entries({ DATABASE_URL: database, DATABASE_OWNER_URL: owner }))
    if (value && !insecure && !privatePath(value))
      reasons.push(`${name} leaves this computer without TLS: add ?sslmode=verify-full`)

  const smtp = url('SMTP_URL')
  const mailFrom = text('MAIL_FROM')
  if (smtp && !mailFrom) reasons.push('MAIL_FROM is missing: SMTP_URL needs a sender')
  if (!smtp) notes.push('SMTP_URL is not set: mail is off, nothing is sent.')

  const clamav = scannerAt(text('CLAMAV_SOCKET'))
  if (clamav === null)
    reasons.push('CLAMAV_SOCKET must be a path, or host:port on this computer (opened files go through it)')

  if (reasons.length > 0)
    throw new PlatformProblem('config.refused', `Fener cannot start: ${reasons.join('; ')}.`)
  return {
    dataDir: resolve(text('DATA_DIR') ?? './data'),
    databaseUrl: text('DATABASE_URL'),
    databaseOwnerUrl: text('DATABASE_OWNER_URL'),
    host,
    port: noPort ? undefined : port,
    origin,
    trustProxy,
    listenSocket,
    onion,
    smtpUrl: text('SMTP_URL'),
    mailFrom,
    clamav: clamav ?? undefined,
    notes
  }
}

/** Null for what is not on this computer: an opened file must not leave it. */
function scannerAt(value: string | undefined): Scanner | null | undefined {
  if (value === undefined) return undefined
  if (value.startsWith('/')) return { path: value }
  const [, host = '', port = ''] = /^(\[::1\]|[^:]+):(\d{1,5})$/.exec(value) ?? []
  return loopback(host) && Number(port) > 0 && Number(port) < 65536
    ? { host: host.replace(/[[\]]/g, ''), port: Number(port) }
    : null
}

function privatePath(address: URL): boolean {
  if (address.hostname === '' || loopback(address.hostname)) return true
  if (address.searchParams.get('host')?.startsWith('/')) return true
  return address.searchParams.get('sslmode') === 'verify-full'
}
