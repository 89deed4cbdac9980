import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newRoot } from './keys.ts'
import { changed, refused } from './samples.ts'
import { combineShares, splitSecret } from './trustees.ts'

const tooFew = refused('too-few-shares')

test('any k of n give the secret, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 3 }), async chosen => {
      const secret = newRoot()
      const made = await splitSecret(secret, 5, 3)
      const given = chosen.map(i => made.shares[i]!)
      expect(await combineShares(given, made)).toEqual({ secret, bad: [] })
    }),
    { numRuns: 20 }
  )
})

test('too few are refused, not silently combined', async () => {
  const made = await splitSecret(newRoot(), 5, 3)
  for (const given of [[], made.shares.slice(0, 1), made.shares.slice(0, 2)]) {
    await expect(combineShares(given, made)).rejects.toMatchObject(tooFew)
  }
  const twice = [made.shares[0]!, made.shares[0]!, made.shares[1]!]
  await expect(combineShares(twice, made)).rejects.toMatchObject(tooFew)
})

test('an altered share is named when enough true ones are there', async () => {
  const secret = newRoot()
  const made = await splitSecret(secret, 5, 3)
  for (const at of [0, 15, 32]) {
    const given = made.shares.map((share, i) => (i === 1 ? changed(share, at) : share))
    expect(await combineShares(given, made)).toEqual({ secret, bad: [1] })
    await expect(combineShares(given.slice(0, 3), made)).rejects.toMatchObject(tooFew)
  }
  // at different bytes: two shares altered alike at the same byte can cancel each other out, and then open the secret after all
  const two = made.shares.map((share, i) => (i < 2 ? changed(share, 3 + i) : share))
  expect(await combineShares(two, made)).toEqual({ secret, bad: [0, 1] })
  const short = [made.shares[0]!.slice(1), ...made.shares.slice(1)]
  expect(await combineShares(short, made)).toEqual({ secret, bad: [0] })
})

test('a copy of a true share is true', async () => {
  const made = await splitSecret(newRoot(), 4, 2)
  const { bad } = await combineShares([...made.shares, made.shares[0]!], made)
  expect(bad).toEqual([])
})

test('another commitment or threshold', async () => {
  const [made, other] = [await splitSecret(newRoot(), 3, 2), await splitSecret(newRoot(), 3, 2)]
  const foreign = combineShares(made.shares, { ...made, commitment: other.commitment })
  await expect(foreign).rejects.toMatchObject(tooFew)
  await expect(combineShares(made.shares, { ...made, threshold: 3 })).rejects.toMatchObject(tooFew)
})

test('k and n that make no sense', async () => {
  const wrong = [
    [1, 1],
    [3, 1],
    [2, 3],
    [13, 2],
    [3, 2.5]
  ] as const
  for (const [n, k] of wrong) {
    await expect(splitSecret(newRoot(), n, k)).rejects.toMatchObject(refused('bad-value'))
  }
  await expect(splitSecret(new Uint8Array(16), 3, 2)).rejects.toMatchObject(refused('bad-value'))
})
