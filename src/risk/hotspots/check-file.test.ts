import { expect, it } from 'vitest'
import { checkFile } from './check-file.server.ts'

const settlements = [{ id: 'ranilug', lat: 42.492, lon: 21.599 }]
const file = (ring: number[][]) =>
  Buffer.from(JSON.stringify({ type: 'Feature', properties: { name: 'X' }, geometry: { type: 'Polygon', coordinates: [ring] } })) // prettier-ignore

it('checks in a thread of its own and packs what is right', async () => {
  const ring = [[21, 42], [22, 42], [22, 43], [21, 43], [21, 42]] // prettier-ignore
  const checked = await checkFile(file(ring), settlements)
  expect(checked).toMatchObject({ ok: true, count: 1, turned: 1, within: { ranilug: '1' } })
  expect(checked.ok && checked.packed.type).toBe('Topology')
})

it('the request’s thread goes on meanwhile, and a file that never ends does end', async () => {
  // a fence of 60 000 long pickets: every one lies beside every other
  const pickets = Array.from({ length: 60_000 }, (_, i) => [i % 2 ? 22 : 21, 42 + i / 60_000])
  let ticks = 0
  const ticking = setInterval(() => ticks++, 10)
  const checked = await checkFile(file([...pickets, [20.9, 43], [20.9, 42], [21, 42]]), settlements, 700)
  clearInterval(ticking)
  expect(checked).toEqual({ ok: false, faults: [{ code: 'boundary.too-intricate', params: {} }] })
  expect(ticks).toBeGreaterThan(20)
})
