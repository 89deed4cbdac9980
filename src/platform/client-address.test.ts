import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, networkPart } from './client-address.ts'

describe('the address of a client', () => {
  it('is the socket’s unless proxies are trusted', () => {
    expect(addressOf('192.0.2.1', '203.0.113.9', 0)).toBe('192.0.2.1')
    expect(addressOf('127.0.0.1', '203.0.113.9', 1)).toBe('203.0.113.9')
    expect(addressOf('127.0.0.1', undefined, 1)).toBe('127.0.0.1')
    expect(addressOf('127.0.0.1', 'not an address', 1)).toBe('127.0.0.1')
  })

  it('is never what the visitor wrote into the header before the trusted proxies', () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4(), { maxLength: 4 }), fc.ipV4(), fc.ipV4(), (forged, client, proxy) => {
        expect(addressOf('127.0.0.1', [...forged, client].join(', '), 1)).toBe(client)
        expect(addressOf('127.0.0.1', [...forged, client, proxy].join(','), 2)).toBe(client)
      })
    )
  })
})

describe('what one client shares', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0'],
    ['fc00:dead:beef:4dad::0:29', 'fc00:dead:beef:4dad:0:0:0:29'],
    ['fc00:dead:beef:4dad::1:29', 'fc00:dead:beef:4dad:0:0:1:29']
  ])('of %s is %s', (address, part) => expect(networkPart(address)).toBe(part))

  it('is the same for every address of one /64', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 0xffff }), (address, last) => {
        fc.pre(!address.startsWith('fc00:dead') && !address.includes('.'))
        const part = networkPart(address)
        fc.pre(part.split(':').length === 4)
        expect(networkPart(`${part}:1:2:3:${last.toString(16)}`)).toBe(part)
      })
    )
  })
})
