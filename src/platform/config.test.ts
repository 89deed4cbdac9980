import { describe, expect, it } from 'vitest'
import { readConfig } from './config.server.ts'

describe('readConfig', () => {
  it('needs nothing on one’s own computer, and says that mail is off', () => {
    expect(readConfig({})).toMatchObject({ host: '127.0.0.1', port: 3000, origin: 'http://localhost:3000' })
    expect(readConfig({}).notes).toEqual(['SMTP_URL is not set: mail is off, nothing is sent.'])
    expect(readConfig({}).dataDir).toMatch(/^\/.*\/data$/)
  })

  it('takes what is set', () => {
    const config = readConfig({
      HOST: '0.0.0.0',
      PORT: '8080',
      TRUST_PROXY: '1',
      FENER_ORIGIN: 'https://fener.example/',
      SMTP_URL: 'smtps://u:p@mail.example',
      MAIL_FROM: 'Fener <fener@fener.example>',
      DATABASE_URL: 'postgres://fener_app:x@db.example/fener?sslmode=verify-full'
    })
    expect(config).toMatchObject({ origin: 'https://fener.example', port: 8080, notes: [] })
  })

  it('says when a proxy hides who comes, and takes the onion door', () => {
    expect(readConfig({ FENER_ORIGIN: 'https://fener.example' }).notes[0]).toContain('TRUST_PROXY')
    const onion = 'a'.repeat(56) + '.onion'
    const config = readConfig({ LISTEN_SOCKET: '/run/fener/onion.sock', ONION_ADDRESS: onion.toUpperCase() })
    expect(readConfig({ PORT: 'off', LISTEN_SOCKET: '/run/x' }).port).toBeUndefined()
    expect(() => readConfig({ PORT: 'off' })).toThrow('PORT must be')
    expect(config).toMatchObject({ listenSocket: '/run/fener/onion.sock', onion, trustProxy: 0 })
  })

  const refused: [string, Record<string, string>, string][] = [
    ['other computers without TLS', { HOST: '0.0.0.0' }, 'FENER_ORIGIN=https'],
    [
      'other computers with http',
      { HOST: '10.0.0.1', FENER_ORIGIN: 'http://x.example' },
      'FENER_ORIGIN=https'
    ],
    ['an origin with a path', { FENER_ORIGIN: 'https://x.example/fener' }, 'scheme and host only'],
    ['a port that is none', { PORT: '80a' }, 'PORT must be'],
    ['a count of proxies that is none', { TRUST_PROXY: 'yes' }, 'TRUST_PROXY must be'],
    ['a socket without a whole path', { LISTEN_SOCKET: 'onion.sock' }, 'LISTEN_SOCKET must be'],
    ['an onion address that is none', { ONION_ADDRESS: 'fener.onion' }, 'ONION_ADDRESS must be'],
    ['steps that are none', { FLOOD_STEPS: '10' }, 'FLOOD_STEPS must be'],
    ['mail without a sender', { SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM is missing'],
    ['a database in the clear', { DATABASE_URL: 'postgres://fener_app:x@db.example/fener' }, 'without TLS'],
    [
      'the wrong role',
      { DATABASE_URL: 'postgres://postgres:x@localhost/fener' },
      'must sign in as fener_app'
    ],
    ['a virus check on another computer', { CLAMAV_SOCKET: '10.0.0.9:3310' }, 'on this computer'],
    ['a virus check that is no place', { CLAMAV_SOCKET: 'clamd' }, 'on this computer'],
    ['an owner alone', { DATABASE_OWNER_URL: 'postgres://localhost/fener' }, 'needs DATABASE_URL']
  ]
  for (const [name, env, reason] of refused)
    it(`refuses ${name}`, () => expect(() => readConfig(env)).toThrow(reason))

  it('takes ClamAV at a path or on loopback', () => {
    expect(readConfig({}).clamav).toBeUndefined()
    expect(readConfig({ CLAMAV_SOCKET: '/run/clamav/clamd.ctl' }).clamav).toEqual({
      path: '/run/clamav/clamd.ctl'
    })
    expect(readConfig({ CLAMAV_SOCKET: '127.0.0.1:3310' }).clamav).toEqual({ host: '127.0.0.1', port: 3310 })
    expect(readConfig({ CLAMAV_SOCKET: '[::1]:3310' }).clamav).toEqual({ host: '::1', port: 3310 })
  })

  it('lets a test network be insecure when told so, and says it', () => {
    const config = readConfig({ HOST: '0.0.0.0', FENER_INSECURE: '1' })
    expect(config.notes[0]).toContain('without encryption')
  })

  it('gives every reason at once and repeats no password', () => {
    try {
      readConfig({ PORT: 'x', DATABASE_URL: 'postgres://fener_app:secret@@@:x' })
      expect.unreachable()
    } catch (error) {
      expect((error as Error).message).toMatch(/PORT must be.*DATABASE_URL is not an address/)
      expect((error as Error).message).not.toContain('secret')
    }
  })
})
