// Who is one client? For limits only: nothing of this is stored or logged, and the address goes no further than its hash.
import { isIP } from 'node:net'

/**
 * The address a request came from. `forwarded` is X-Forwarded-For; it is believed only as far as `proxies` says: each
 * trusted proxy appends one address, and what stands before those was written by whoever sent the request.
 */
export function addressOf(
  socket: string | undefined,
  forwarded: string | undefined,
  proxies: number
): string {
  const listed = proxies > 0 ? (forwarded ?? '').split(',').slice(-proxies) : []
  // fewer proxies than told: the first one there is
  const told = listed[0]?.trim() ?? ''
  return isIP(told) ? told : (socket ?? '')
}

/** What one connection of a household or a phone shares: an IPv4 address, the first half of an IPv6 one. */
export function networkPart(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (isIP(address) !== 6) return address
  const groups = ipv6Groups(address)
  // Tor gives each circuit an address in fc00:dead:beef:4dad::/64; there the second half is what tells visitors apart.
  const whole = groups.slice(0, 4).join(':') === 'fc00:dead:beef:4dad'
  return groups.slice(0, whole ? 8 : 4).join(':')
}

function ipv6Groups(address: string): string[] {
  const [plain = ''] = address.toLowerCase().split('%')
  const dotted = plain.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [+a * 256 + +b, +c * 256 + +d].map(n => n.toString(16)).join(':')
  )
  const [head = '', tail] = dotted.split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].map(g =>
    g.replace(/^0+(?=.)/, '')
  )
}
