// A new key when somebody leaves: who stays reads everything, who left reads nothing new, and nobody slips in a key of theirs.
import { beforeAll, describe, expect, it } from 'vitest'
import {
  asSealed,
  base64url,
  fromBase64url,
  keysFrom,
  newRoot,
  open,
  seal,
  sealPrevious,
  wrapRoot,
  type Keys
} from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'
import { findNewest, findRoot, nothingKnown, writerIn, type Held } from './circle-roots.ts'
import type { CircleKeys } from './circles.server.ts'
import { nextEpoch, unsureOf, type Renewal, type Staying } from './next-epoch.ts'

const network = '018f0000-0000-7000-8000-00000000000a'
const circle = '018f0000-0000-7000-8000-00000000000c'
const day = (n: number) => `2026-05-0${n}T08:00:00.000Z`

type Person = { id: string; keys: Keys }
const person = async (id: string): Promise<Person> => ({ id, keys: await keysFrom(newRoot(), 'account') })
let mara: Person
let lule: Person
let dragan: Person
let later: Person
let stranger: Person

const opener = ({ id, keys }: Person) => ({ network, account: id, identity: keys.identity })
const maker = ({ id, keys }: Person) => ({ network, account: id, ...keys })
const signer = ({ id, keys }: Person) => ({ by: `acc:${id}` as const, signPrivate: keys.signPrivate })

/** What the server keeps: all wraps; `told` gives one person's view of it. */
type Kept = Omit<CircleKeys, 'wraps'> & {
  wraps: (CircleKeys['wraps'][number] & { account: string; vouch: string })[]
}
const told = (kept: Kept, { id }: Person): CircleKeys => ({
  ...kept,
  wraps: kept.wraps.filter(w => w.account === id)
})
const root = (from: CircleKeys, epoch: number, who: Person) =>
  findRoot(from, { circle, epoch }, opener(who), nothingKnown())
const newest = (from: CircleKeys, who: Person) => findNewest(from, circle, opener(who), nothingKnown())

const wrap = async (secret: Uint8Array, epoch: number, by: Person, to: Person) => {
  const one = { network, circle, epoch, account: to.id, recipient: to.keys.recipient }
  return {
    circle,
    epoch,
    account: to.id,
    grantedBy: by.id,
    sealed: base64url(await wrapRoot({ ...one, root: secret, signer: signer(by), at: day(1) })),
    vouch: base64url(vouch(secret, one))
  }
}

let first: Kept
let firstRoot: Uint8Array
const renewalOf = (kept: Kept, who: Person, stay: Person[]): Renewal => ({
  circle,
  kind: 'intake',
  epoch: kept.epochs.at(-1)!.epoch,
  keys: told(kept, who),
  holders: stay.map((one): Staying => ({
    account: one.id,
    name: one.id,
    recipient: one.keys.recipient,
    vouch: kept.wraps.find(w => w.account === one.id && w.epoch === kept.epochs.at(-1)!.epoch)?.vouch ?? null
  }))
})

/** What the server keeps after `by` renewed for those who stay. */
const renewed = async (kept: Kept, by: Person, stay: Person[], at = day(3)): Promise<Kept> => {
  const renewal = renewalOf(kept, by, stay)
  const held = await newest(renewal.keys, by)
  const made = await nextEpoch(renewal, held, maker(by), newRoot(), at)
  const { epoch } = made
  return {
    ...kept,
    epochs: [
      ...kept.epochs,
      { circle, epoch, recipient: made.recipient, madeBy: by.id, madeAt: at, previous: made.previous }
    ],
    wraps: [...kept.wraps, ...made.wraps.map(w => ({ ...w, circle, epoch, grantedBy: by.id }))]
  }
}
const leaves = (kept: Kept, who: Person, at: string): Kept => ({
  ...kept,
  wraps: kept.wraps.filter(w => w.account !== who.id),
  holders: kept.holders.map(h => (h.account === who.id ? { ...h, until: at } : h))
})

beforeAll(async () => {
  ;[mara, lule, dragan, later, stranger] = (await Promise.all(
    ['mara', 'lule', 'dragan', 'later', 'stranger'].map(person)
  )) as [Person, Person, Person, Person, Person]
  firstRoot = newRoot()
  const { recipient } = await keysFrom(firstRoot, 'circle')
  first = {
    epochs: [{ circle, epoch: 1, recipient, madeBy: mara.id, madeAt: day(1), previous: null }],
    wraps: await Promise.all([mara, lule, dragan].map(one => wrap(firstRoot, 1, mara, one))),
    holders: [mara, lule, dragan].map(({ id }) => ({ circle, account: id, from: day(1), until: null })),
    signers: Object.fromEntries(
      [mara, lule, dragan, later, stranger].map(p => [`acc:${p.id}`, base64url(p.keys.signPublic)])
    )
  }
})

const sealTo = (recipient: string, epoch: number, by: Person) =>
  seal(
    { text: 'made up' },
    {
      kind: 'note',
      ctx: { network, table: 't', row: 'r', circle, epoch, purpose: 'note', rev: 1 },
      signer: signer(by),
      at: day(3),
      recipients: [recipient]
    }
  )
const read = (sealed: Uint8Array, epoch: number, held: Held, from: CircleKeys) =>
  open<{ text: string }>(asSealed(sealed), {
    kind: 'note',
    ctx: { network, table: 't', row: 'r', circle, epoch, purpose: 'note', rev: 1 },
    identities: [held.keys.identity],
    verifier: writerIn(from, circle)
  }).then(opened => opened.value.text)

describe('after somebody left', () => {
  it('who stays holds the new root and the old; who left holds the old alone', async () => {
    const old = await root(told(first, dragan), 1, dragan)
    const kept = await renewed(leaves(first, dragan, day(2)), lule, [mara, lule])
    for (const who of [mara, lule]) {
      expect((await root(told(kept, who), 1, who)).root).toEqual(firstRoot)
      expect((await newest(told(kept, who), who)).epoch).toBe(2)
    }
    await expect(root(told(kept, dragan), 2, dragan)).rejects.toThrow('no-key')
    // even with everybody's wraps and links in hand, and the old root in memory
    const stolen: Kept = { ...kept, wraps: kept.wraps.map(w => ({ ...w, account: dragan.id })) }
    await expect(root(told(stolen, dragan), 2, dragan)).rejects.toMatchObject({ code: 'cannot-open' })
    const fresh = await sealTo(kept.epochs[1]!.recipient, 2, lule)
    await expect(read(fresh, 2, old, told(kept, mara))).rejects.toMatchObject({ code: 'cannot-open' })
    expect(await read(fresh, 2, await newest(told(kept, mara), mara), told(kept, mara))).toBe('made up')
  })

  it('who comes later reads back through every epoch with the newest wrap alone', async () => {
    const second = await renewed(leaves(first, dragan, day(2)), lule, [mara, lule])
    const third = await renewed(leaves(second, mara, day(4)), lule, [lule], day(5))
    const { root: newestRoot } = await newest(told(third, lule), lule)
    const kept: Kept = {
      ...third,
      wraps: [...third.wraps, await wrap(newestRoot, 3, lule, later)],
      holders: [...third.holders, { circle, account: later.id, from: day(6), until: null }]
    }
    const known = nothingKnown()
    const old = await findRoot(told(kept, later), { circle, epoch: 1 }, opener(later), known)
    expect(old.root).toEqual(firstRoot)
    expect([...known.roots.keys()].sort()).toEqual([1, 2, 3].map(n => `${circle} ${n}`))
    const note = await sealTo(first.epochs[0]!.recipient, 1, dragan)
    expect(await read(note, 1, old, told(kept, later))).toBe('made up')
  })

  it('a link made by somebody who did not hold the key then leads nowhere', async () => {
    const honest = await renewed(leaves(first, dragan, day(2)), lule, [mara, lule])
    const { root: secondRoot, keys } = await newest(told(honest, lule), lule)
    const linkBy = async (by: Person) =>
      base64url(
        await sealPrevious({
          network,
          circle,
          epoch: 2,
          previousRoot: firstRoot,
          recipient: keys.recipient,
          signer: signer(by),
          at: day(3)
        })
      )
    const withLink = async (by: Person, signedBy = by): Promise<Kept> => ({
      ...honest,
      epochs: [honest.epochs[0]!, { ...honest.epochs[1]!, madeBy: by.id, previous: await linkBy(signedBy) }],
      wraps: [await wrap(secondRoot, 2, lule, later)],
      holders: [...honest.holders, { circle, account: later.id, from: day(4), until: null }]
    })
    const signature = { code: 'bad-signature' }
    expect((await root(told(await withLink(lule), later), 1, later)).root).toEqual(firstRoot)
    // never in the circle · gone before · only came later · named somebody else as its maker
    for (const by of [stranger, dragan, later])
      await expect(root(told(await withLink(by), later), 1, later), by.id).rejects.toMatchObject(signature)
    await expect(root(told(await withLink(lule, dragan), later), 1, later)).rejects.toMatchObject(signature)
  })

  it('a wrap by someone without the right, for another account, or of another epoch is not taken', async () => {
    const by = async (granter: Person): Promise<Kept> => ({
      ...first,
      wraps: [await wrap(firstRoot, 1, granter, lule)]
    })
    expect((await root(told(await by(dragan), lule), 1, lule)).root).toEqual(firstRoot)
    await expect(root(told(await by(stranger), lule), 1, lule)).rejects.toMatchObject({
      code: 'bad-signature'
    })
    const marasOwn = { ...first, wraps: [{ ...(await wrap(firstRoot, 1, mara, mara)), account: lule.id }] }
    await expect(root(told(marasOwn, lule), 1, lule)).rejects.toMatchObject({ code: 'cannot-open' })
    const kept = await renewed(leaves(first, dragan, day(2)), mara, [mara, lule])
    const replayed: Kept = { ...kept, wraps: [{ ...(await wrap(firstRoot, 1, mara, lule)), epoch: 2 }] }
    await expect(newest(told(replayed, lule), lule)).rejects.toMatchObject({ code: 'wrong-context' })
  })

  it('the maker of a circle may have let its team in without being on it, and only at its beginning', async () => {
    const made: Kept = {
      ...first,
      epochs: [{ ...first.epochs[0]!, madeBy: stranger.id }],
      wraps: [await wrap(firstRoot, 1, stranger, lule)]
    }
    expect((await root(told(made, lule), 1, lule)).root).toEqual(firstRoot)
    expect(writerIn(told(made, lule), circle)(`acc:${stranger.id}`, day(1))).not.toBeNull()
    expect(writerIn(told(first, lule), circle)(`acc:${stranger.id}`, day(1))).toBeNull()
  })
})

describe('a server that names keys of its own', () => {
  it('cannot slip in an epoch: the newest must lead back to the key one holds', async () => {
    const evil = newRoot()
    const { recipient } = await keysFrom(evil, 'circle')
    const forge = async (previousRoot: Uint8Array): Promise<Kept> => ({
      ...first,
      epochs: [
        ...first.epochs,
        {
          circle,
          epoch: 2,
          recipient,
          madeBy: stranger.id,
          madeAt: day(3),
          previous: base64url(
            await sealPrevious({
              network,
              circle,
              epoch: 2,
              previousRoot,
              recipient,
              signer: signer(stranger),
              at: day(3)
            })
          )
        }
      ],
      wraps: [...first.wraps, await wrap(evil, 2, stranger, lule)],
      holders: [...first.holders, { circle, account: stranger.id, from: day(1), until: null }]
    })
    await expect(newest(told(await forge(newRoot()), lule), lule)).rejects.toMatchObject({
      code: 'wrong-context'
    })
    // one who does know the old root could do so anyway
    expect((await newest(told(await forge(firstRoot), lule), lule)).epoch).toBe(2)
  })

  it('cannot name another public key for an epoch', async () => {
    const { recipient } = await keysFrom(newRoot(), 'circle')
    const swapped: Kept = { ...first, epochs: [{ ...first.epochs[0]!, recipient }] }
    await expect(newest(told(swapped, lule), lule)).rejects.toMatchObject({ code: 'wrong-context' })
  })

  it('gets no wrap for a key nobody vouched for, nor one in my own name', async () => {
    const renewal = renewalOf(first, lule, [mara, lule, later])
    const held = await newest(renewal.keys, lule)
    expect(unsureOf(renewal, held, maker(lule)).map(u => u.account)).toEqual([later.id])
    const swapped = {
      ...renewal,
      holders: renewal.holders.map(h => ({ ...h, recipient: stranger.keys.recipient }))
    }
    expect(unsureOf(swapped, held, maker(lule)).map(u => u.account)).toEqual([mara.id, later.id])
    const nulled = { ...renewal, holders: renewal.holders.map(h => ({ ...h, vouch: null })) }
    expect(unsureOf(nulled, held, maker(lule)).map(u => u.account)).toEqual([mara.id, later.id])
    const made = await nextEpoch(swapped, held, maker(lule), newRoot(), day(3))
    const mine = made.wraps.find(w => w.account === lule.id)!
    const kept: CircleKeys = {
      ...told(first, lule),
      epochs: [
        {
          circle,
          epoch: 2,
          recipient: made.recipient,
          madeBy: lule.id,
          madeAt: day(3),
          previous: made.previous
        }
      ],
      wraps: [{ circle, epoch: 2, grantedBy: lule.id, sealed: mine.sealed }]
    }
    expect((await root(kept, 2, lule)).keys.recipient).toBe(made.recipient)
    expect(fromBase64url(mine.vouch)).toHaveLength(32)
  })
})
