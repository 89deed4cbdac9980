// A real SMTP server for the journeys: takes mail like any other, and can be told to refuse the next tries for an address.
import { createServer, type AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type TakenMail = { to: string[]; subject: string; text: string; raw: string }

export const startMailbox = async () => {
  const taken: TakenMail[] = []
  const refusing = new Map<string, number>()
  const refused: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const left = refusing.get(address) ?? 0
      if (left === 0) return done()
      refusing.set(address, left - 1)
      refused.push(address)
      done(Object.assign(new Error('try later'), { responseCode: 451 }))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', part => parts.push(part))
      stream.on('end', () => {
        taken.push(
          readMail(
            Buffer.concat(parts).toString(),
            session.envelope.rcptTo.map(r => r.address)
          )
        )
        done()
      })
    }
  })
  await new Promise<void>(up => server.listen(0, '127.0.0.1', up))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    refused,
    to: (address: string) => taken.filter(mail => mail.to.includes(address)),
    refuse: (address: string, times: number) => void refusing.set(address, times),
    close: () => new Promise<void>(down => server.close(down))
  }
}

const readMail = (raw: string, to: string[]): TakenMail => {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.replace(/\r\n[ \t]/g, ' ') ?? ''
  return {
    to,
    subject: decodeWords(header('Subject')),
    text: decodeBody(body.join('\r\n\r\n'), header('Content-Transfer-Encoding'))
      .replaceAll('\r\n', '\n')
      .trim(),
    raw
  }
}

const quoted = (text: string) =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
    'latin1'
  ).toString('utf8')

const decodeBody = (text: string, encoding: string): string =>
  /base64/i.test(encoding)
    ? Buffer.from(text, 'base64').toString('utf8')
    : /quoted-printable/i.test(encoding)
      ? quoted(text)
      : text

const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quoted(word.replaceAll('_', ' '))
    )

/** A port that is free now: the link in a mail must hold the address people use, so Fener cannot choose it itself. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>(up => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as AddressInfo
  await new Promise(down => server.close(down))
  return port
}
