import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openMail } from './mail.server.ts'

const taken: { to: string[]; text: string }[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) => done(address.startsWith('no') ? new Error('no such box') : null),
  onData(stream, session, done) {
    const parts: Buffer[] = []
    stream.on('data', part => parts.push(part))
    stream.on('end', () => {
      taken.push({
        to: session.envelope.rcptTo.map(each => each.address),
        text: Buffer.concat(parts).toString()
      })
      done()
    })
  }
})
let smtpUrl: string
beforeAll(async () => {
  await new Promise<void>(up => server.listen(0, '127.0.0.1', up))
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>(down => server.close(down)))

const mailer = () => openMail({ smtpUrl, mailFrom: 'Fener <fener@fener.example>' })

describe('mail', () => {
  it('arrives as plain text, in every script, without a word about the program', async () => {
    const mail = mailer()
    await mail.sendMail({
      to: 'ana@example.org',
      subject: 'Нова порука',
      text: 'Përshëndetje, чека вас порука.'
    })
    const [{ to, text } = { to: [], text: '' }] = taken.splice(0)
    expect(to).toEqual(['ana@example.org'])
    expect(text).toMatch(/^From: Fener <fener@fener.example>/m)
    expect(text).toContain('Content-Type: text/plain; charset=utf-8')
    expect(text).not.toMatch(/html|nodemailer|x-mailer/i)
    mail.close()
  })

  it('goes to one person, even when the address tries to be two', async () => {
    const mail = mailer()
    await mail.sendMail({ to: 'ana@example.org, eve@example.org', subject: 's', text: 't' }).catch(() => {})
    expect(taken.splice(0).flatMap(each => each.to)).not.toContain('eve@example.org')
    await mail
      .sendMail({ to: 'ana@example.org', subject: 'a\r\nBcc: eve@example.org', text: 't' })
      .catch(() => {})
    const [second] = taken.splice(0)
    expect(second?.to).toEqual(['ana@example.org'])
    expect(second?.text).not.toMatch(/^Bcc:/im)
    mail.close()
  })

  it('that is not taken says so without address or content', async () => {
    const mail = mailer()
    const error = await mail
      .sendMail({ to: 'nobody@example.org', subject: 'secret', text: 'secret' })
      .catch(e => e)
    expect(error.message).toBe('mail was not taken (EENVELOPE)')
    mail.close()
  })

  it('is off without SMTP_URL, and says it once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const mail = openMail({ smtpUrl: undefined, mailFrom: undefined })
    for (let i = 0; i < 2; i++) await mail.sendMail({ to: 'ana@example.org', subject: 's', text: 't' })
    expect(mail.mailIsOff).toBe(true)
    expect(warn.mock.calls).toEqual([['Mail is off (SMTP_URL is not set): nothing is sent.']])
    warn.mockRestore()
  })
})
