import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadNetworkProfile } from './network-profile.ts'

const text = readFileSync(new URL('../../strategy/ranilug-network.yaml', import.meta.url), 'utf8')
const lineOf = (needle: string): number => text.slice(0, text.indexOf(needle)).split('\n').length

describe('the network profile', () => {
  test("Ranilug's loads: 13 settlements, one seat, no invented hotline", () => {
    const loaded = loadNetworkProfile(text)
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
    expect(loaded.profile.settlements).toHaveLength(13)
    expect(loaded.profile.settlements.filter(s => s.seat).map(s => s.id)).toEqual(['ranilug'])
    expect(loaded.profile.hotline).toBeNull()
  })
  test.each([
    ['lat: 42.545', 'lat: 142.545', 'wrong-format'],
    ['lat: 42.545', 'lat: north', 'wrong-type'],
    ['timezone: Europe/Belgrade', 'timezone: Europe/Ranilug', 'wrong-format'],
    ['default_locale: sr-Latn', 'default_locale: sr', 'wrong-value'],
    ['locales: [sr-Latn, sr-Cyrl', 'locales: [sr-Latn, de', 'wrong-value'],
    ['id: drenovce', 'id: domorovce', 'duplicate-id'],
    [', sr_cyrl: "Дреновце"', '', 'missing-word'],
    ['number: "192"', 'number: "call us"', 'wrong-format'],
    ['hotline: null', 'hotline: {number: "0800"}', 'missing-key'],
    ['currency: EUR', 'curency: EUR', 'unknown-key']
  ])('%s → %s', (from, to, code) => {
    expect(text).toContain(from)
    const loaded = loadNetworkProfile(text.replace(from, () => to))
    expect(loaded.ok ? [] : loaded.faults).toContainEqual(
      expect.objectContaining({ code: `network.${code}`, line: lineOf(from) })
    )
  })
  test('a hotline with its hours is accepted', () => {
    const hours = '{sr: "radnim danom 8–16", sq: "ditëve të punës 8–16", en: "weekdays 8–16"}'
    expect(
      loadNetworkProfile(text.replace('hotline: null', `hotline: {number: "0800 11 222", hours: ${hours}}`))
        .ok
    ).toBe(true)
  })
  test('a bomb is refused', () => {
    expect(loadNetworkProfile('['.repeat(100_000))).toMatchObject({
      ok: false,
      faults: [{ code: 'network.too-deep' }]
    })
  })
})
