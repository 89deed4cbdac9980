// ClamAV, asked over its own socket on this computer: the bytes go from one memory into the other as they come, and nothing of
// them touches a file or a log of ours. Its words for a find are shown, so they are cut down to what a name may be.
import { connect, type Socket } from 'node:net'
import { problem } from '#kernel/problem.ts'

export type Scanner = { path: string } | { host: string; port: number }

export type Scanned = { found: string | null }

/**
 * Streams `bytes` through clamd's INSTREAM. Throws `check.too-big` over clamd's own StreamMaxLength or `check.broke-off` when it
 * only hangs up, `check.slow` when nothing moves for `patience` milliseconds, `check.away` when it is not there or answers
 * anything else.
 */
export const scan = async (
  scanner: Scanner,
  bytes: AsyncIterable<Uint8Array>,
  patience = 60_000
): Promise<Scanned> => {
  const socket = connect(scanner)
  const answer = answerOf(socket, patience)
  const sent = send(socket, bytes)
  // whichever of the two fails second is not heard any more
  for (const each of [answer, sent]) each.catch(() => {})
  try {
    await Promise.race([sent, answer])
    return readAnswer(await answer)
  } finally {
    socket.destroy()
  }
}

/** Throws `input.malformed` when the bytes end before their end. */
const send = async (socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  await write(socket, Buffer.from('zINSTREAM\0'))
  try {
    for await (const chunk of bytes) {
      // What it said before the end is the answer; the rest is let pass, or its sender would not read ours.
      if (socket.writable && chunk.length > 0) await write(socket, length(chunk.length), chunk)
    }
  } catch {
    throw problem('input.malformed', 400)
  }
  await write(socket, length(0))
}

const length = (n: number): Buffer => {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(n)
  return four
}

const write = async (socket: Socket, ...parts: Uint8Array[]): Promise<void> => {
  let room = true
  for (const part of parts) room = socket.writable && socket.write(part)
  if (room || !socket.writable) return
  await new Promise<void>(resolve => {
    const go = () => {
      for (const event of ['drain', 'close', 'error']) socket.off(event, go)
      resolve()
    }
    for (const event of ['drain', 'close', 'error']) socket.once(event, go)
  })
}

/** Everything it says until it hangs up, or until one whole answer is there. */
const answerOf = (socket: Socket, patience: number): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    socket.setTimeout(patience, () => {
      reject(problem('check.slow', 504))
      socket.destroy()
    })
    socket.on('data', chunk => {
      said = (said + chunk.toString('latin1')).slice(0, 1024)
      if (said.includes('\0')) resolve(said)
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) =>
      // clamd hangs up on a file that is too large; its word for that is often lost with the connection
      said === '' && (code === 'EPIPE' || code === 'ECONNRESET')
        ? reject(problem('check.broke-off', 502))
        : resolve(said)
    )
    socket.on('close', () => resolve(said))
  })

const readAnswer = (said: string): Scanned => {
  const [answer = ''] = said.split('\0')
  if (answer === 'stream: OK') return { found: null }
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (found) return { found: found.replace(/[^A-Za-z0-9._:+-]/g, '-').slice(0, 64) }
  if (/size limit exceeded/i.test(answer)) throw problem('check.too-big', 413)
  throw problem('check.away', 503)
}
