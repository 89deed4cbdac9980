// Plain text only: no HTML, no picture, no link that counts. A mail says that something waits inside, never what.
import { createTransport } from 'nodemailer'
import type { Config } from './config.server.ts'

export type Mail = { to: string; subject: string; text: string }

export type Mailer = {
  /** True when SMTP_URL is missing: `sendMail` then does nothing, and said so once in the log. */
  readonly mailIsOff: boolean
  /** Resolves when the server took the mail; throws an Error without address or content otherwise (a job tries again). */
  sendMail(mail: Mail): Promise<void>
  close(): void
}

export function openMail(config: Pick<Config, 'smtpUrl' | 'mailFrom'>): Mailer {
  if (config.smtpUrl === undefined) {
    let said = false
    return {
      mailIsOff: true,
      sendMail: async () => {
        if (!said) console.warn('Mail is off (SMTP_URL is not set): nothing is sent.')
        said = true
      },
      close: () => {}
    }
  }
  const url = new URL(config.smtpUrl)
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const secure = url.protocol === 'smtps:'
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // To another computer only encrypted, whatever it offers.
    requireTLS: !local && !secure,
    ignoreTLS: local && !secure,
    ...(url.username && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000
  })
  return {
    mailIsOff: false,
    sendMail: async ({ to, subject, text }) => {
      try {
        // As an object: a comma in an address must not make two recipients.
        await transport.sendMail({
          from: config.mailFrom,
          to: { name: '', address: to },
          subject,
          text,
          xMailer: false
        })
      } catch (error) {
        // eslint-disable-next-line preserve-caught-error -- the cause repeats the address and the server's words
        throw new Error(`mail was not taken (${(error as { code?: string }).code ?? 'unknown'})`)
      }
    },
    close: () => transport.close()
  }
}
