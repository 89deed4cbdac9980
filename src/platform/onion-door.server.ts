// The door for Tor: a unix socket. With `HiddenServiceExportCircuitID haproxy` tor begins each connection with one line of the
// PROXY protocol, version 1, whose source address stands for the visitor's circuit: that is how onion visitors are told apart.
import { chmodSync, existsSync, lstatSync, rmSync } from 'node:fs'
import type { Server as HttpServer } from 'node:http'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { PlatformProblem } from './platform-problem.ts'

/** The longest line the protocol allows, with its end. */
const longest = 107
const patience = 10_000
const visitors = new WeakMap<Socket, string>()

/** The circuit's address of a connection through the onion door; undefined for any other connection. */
export const onionVisitor = (socket: Socket): string | undefined => visitors.get(socket)

/** `address`: whose it says it is; undefined: it says nothing. `length`: bytes of the line. Null: malformed. */
export function readProxyLine(begin: string): { address: string | undefined; length: number } | null {
  if (!begin.startsWith('PROXY ')) return { address: undefined, length: 0 }
  const line = /^PROXY (UNKNOWN[^\r\n]*|TCP[46] ([0-9a-fA-F:.]{2,39}) \S+ \d+ \d+)\r\n/.exec(begin)
  return line && line[0].length <= longest ? { address: line[2], length: line[0].length } : null
}

/**
 * Listens on `path` (mode 0660) and hands each connection to `http`. A connection without the line is taken, too: all such
 * visitors count as one. Throws PlatformProblem `onion.socket` when the path cannot be used or another process answers there.
 */
export async function openOnionDoor(http: HttpServer, path: string): Promise<Server> {
  if (existsSync(path)) {
    if (!lstatSync(path).isSocket()) throw refuse(path, 'there is a file that is not a socket')
    if (await answers(path)) throw refuse(path, 'another process listens there')
    rmSync(path)
  }
  const door = createServer({ pauseOnConnect: false }, socket => {
    socket.on('error', () => socket.destroy())
    welcome(socket, http)
  })
  await new Promise<void>((resolve, reject) => {
    door.once('error', error => reject(refuse(path, (error as NodeJS.ErrnoException).code ?? 'failed')))
    // nobody else may knock in the moment between making the socket and setting its mode
    const before = process.umask(0o117)
    door.listen(path, resolve)
    process.umask(before)
  })
  chmodSync(path, 0o660)
  return door
}

const refuse = (path: string, why: string) =>
  new PlatformProblem('onion.socket', `LISTEN_SOCKET=${path} cannot be used: ${why}.`)

const answers = (path: string): Promise<boolean> =>
  new Promise(resolve => {
    const probe = connect(path)
    probe.once('connect', () => (probe.destroy(), resolve(true)))
    probe.once('error', () => resolve(false))
  })

function welcome(socket: Socket, http: HttpServer) {
  let begin = Buffer.alloc(0)
  const late = setTimeout(() => socket.destroy(), patience)
  const read = () => {
    const chunk: Buffer | null = socket.read()
    if (chunk) begin = Buffer.concat([begin, chunk])
    const text = begin.subarray(0, longest + 1).toString('latin1')
    const undecided = 'PROXY '.startsWith(text) || (text.startsWith('PROXY ') && !text.includes('\n'))
    if (undecided && text.length <= longest) return
    clearTimeout(late)
    socket.off('readable', read)
    const line = readProxyLine(text)
    if (!line) return void socket.destroy()
    visitors.set(socket, line.address ?? 'onion')
    const rest = begin.subarray(line.length)
    if (rest.length > 0) socket.unshift(rest)
    http.emit('connection', socket)
  }
  socket.once('close', () => clearTimeout(late))
  socket.on('readable', read)
}
