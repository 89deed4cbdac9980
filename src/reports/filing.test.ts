import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '#seal/index.ts'
import { publicPart, readProof, sealedDigest, signatureHolds, signProof, writeProof } from './filing.ts'

const seed = random(32)
const proof = signProof(
  {
    network: '018f0000-0000-7000-8000-00000000000a',
    arrived: '2026-03-03',
    sealed: sealedDigest(random(100)),
    entry: 12,
    entryHash: sealedDigest(random(32)),
    made: '2026-03-04'
  },
  seed
)
const key = publicPart(seed)

describe('a proof of filing', () => {
  it('holds under the key that signed it and no other', () => {
    expect(signatureHolds(proof, key)).toBe(true)
    const other = random(32)
    expect(signatureHolds(proof, publicPart(other))).toBe(false)
    // a proof that somebody signed themselves and named their own key in
    const own = signProof({ ...proof }, other)
    expect(signatureHolds(own, key)).toBe(false)
  })

  it('holds for none of its words changed', () => {
    const { signature: _signature, ...facts } = proof
    for (const name of Object.keys(facts) as (keyof typeof facts)[])
      expect(signatureHolds({ ...proof, [name]: name === 'entry' ? 13 : '2026-03-05' }, key), name).toBe(
        false
      )
    expect(signatureHolds({ ...proof, signature: '0'.repeat(128) }, key)).toBe(false)
  })

  it('is found in a text around it, with lines broken anywhere, whatever the marks of the end of a line', () => {
    const block = writeProof(proof)
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: block.length })),
        fc.constantFrom('\n', '\r\n', '\n  '),
        (at, end) => {
          let text = ''
          for (const [place, sign] of [...block].entries()) text += (at.includes(place) ? end : '') + sign
          expect(readProof(`Potvrda o prijemu\n\n${text}\n\nHvala`)).toEqual(proof)
        }
      )
    )
  })

  it('is nothing else: other fields, other kinds, code, endless text', () => {
    for (const text of [
      '',
      '{}',
      '{"v":1}',
      JSON.stringify({ ...proof, name: 'x' }),
      JSON.stringify({ ...proof, v: 2 }),
      JSON.stringify({ ...proof, sealed: '../../etc' }),
      '{'.repeat(20_000),
      writeProof(proof) + ' '.repeat(50_001)
    ])
      expect(readProof(text)).toBeUndefined()
  })
})
