import { beforeAll, describe, expect, test } from 'vitest'
import type { Bytes } from './bytes.ts'
import { keysFrom, newRoot, type Keys } from './keys.ts'
import { AT, accountKeys, CIRCLE, CTX, NETWORK, refused } from './samples.ts'
import { open, seal, sealBytes, type Signer, type Verifier } from './seal.ts'
import type { Sealed } from './types.ts'
import {
  newUnsignedCircle,
  openPrevious,
  openUnsignedWrap,
  openWrap,
  sealPrevious,
  unsignedCircleId,
  wrapRoot
} from './wrap.ts'

const PLACE = { network: NETWORK, circle: CIRCLE, epoch: 2 }
const [root, nextRoot] = [newRoot(), newRoot()]
let member: Keys
let granter: Keys
let signer: Signer
let wrap: Sealed<Uint8Array>
const mayGrant: Verifier = by => (by === 'acc:granter' ? granter.signPublic : null)

beforeAll(async () => {
  ;[member, granter] = [await accountKeys(1), await accountKeys(2)]
  signer = { by: 'acc:granter', signPrivate: granter.signPrivate }
  wrap = await wrapRoot({ ...PLACE, root, account: 'member', recipient: member.recipient, signer, at: AT })
})

const opening = (more: object = {}) =>
  openWrap({
    ...{ ...PLACE, sealed: wrap, account: 'member', identities: [member.identity], verifier: mayGrant },
    ...more
  })

describe('a wrap', () => {
  test('gives the member the root', async () => {
    expect((await opening()).value).toEqual(root)
  })

  test('for another account, circle or network does not open', async () => {
    for (const elsewhere of [{ account: 'other' }, { circle: 'other' }, { network: 'other' }]) {
      await expect(opening(elsewhere)).rejects.toMatchObject(refused('wrong-context'))
    }
    const theirs = opening({ identities: [granter.identity] })
    await expect(theirs).rejects.toMatchObject(refused('cannot-open'))
  })

  test('of another epoch, replayed, does not open', async () => {
    await expect(opening({ epoch: 3 })).rejects.toMatchObject(refused('wrong-context'))
    await expect(opening({ epoch: 1 })).rejects.toMatchObject(refused('wrong-context'))
  })

  test('by someone without the right to grant does not open', async () => {
    await expect(opening({ verifier: () => null })).rejects.toMatchObject(refused('bad-signature'))
    const forged = await wrapRoot({
      ...{ ...PLACE, root: nextRoot, account: 'member', recipient: member.recipient, at: AT },
      signer: { by: 'acc:granter', signPrivate: member.signPrivate }
    })
    await expect(opening({ sealed: forged })).rejects.toMatchObject(refused('bad-signature'))
  })

  test('is never anonymous, never of content', async () => {
    const ctx = { ...CTX, ...PLACE, table: 'access.wraps', row: 'member', purpose: 'wrap' }
    const base = { kind: 'wrap', ctx, recipients: [member.recipient] }
    const anonymous = await seal('x', { ...base, at: null })
    await expect(opening({ sealed: anonymous })).rejects.toMatchObject(refused('bad-signature'))
    const text = await seal('x', { ...base, at: AT, signer })
    await expect(opening({ sealed: text })).rejects.toMatchObject(refused('wrong-context'))
  })

  test('of something that is no root is not made', () => {
    const base = { ...PLACE, account: 'member', recipient: member.recipient, signer, at: AT }
    expect(() => wrapRoot({ ...base, root: new Uint8Array(31) })).toThrow(/32 bytes/)
  })
})

describe('leaving', () => {
  test('who stays reads on; who left does not read the new', async () => {
    const [old, next] = [await keysFrom(root, 'circle'), await keysFrom(nextRoot, 'circle')]
    const step = { ...PLACE, epoch: 3 }
    const sealed = await sealPrevious({
      ...step,
      previousRoot: root,
      recipient: next.recipient,
      signer,
      at: AT
    })
    const asking = { ...step, sealed, verifier: mayGrant }
    const previous: Bytes = (await openPrevious({ ...asking, identities: [next.identity] })).value
    expect(previous).toEqual(root)
    const left = openPrevious({ ...asking, identities: [old.identity] })
    await expect(left).rejects.toMatchObject(refused('cannot-open'))
    const ctx = { ...CTX, epoch: 3 }
    const fresh = await seal('new', { kind: 'note', ctx, at: AT, signer, recipients: [next.recipient] })
    const reading = { ctx, kind: 'note', verifier: mayGrant }
    expect((await open(fresh, { ...reading, identities: [next.identity] })).value).toBe('new')
    const byOld = open(fresh, { ...reading, identities: [old.identity] })
    await expect(byOld).rejects.toMatchObject(refused('cannot-open'))
    const replayed = openPrevious({ ...asking, epoch: 4, identities: [next.identity] })
    await expect(replayed).rejects.toMatchObject(refused('wrong-context'))
  })

  test('the first epoch has no previous root', () => {
    const first = { ...PLACE, epoch: 1, previousRoot: root, recipient: member.recipient, signer, at: AT }
    expect(() => sealPrevious(first)).toThrow(expect.objectContaining(refused('bad-value')))
  })
})

describe('a circle that nobody known has made', () => {
  const made = () => newUnsignedCircle(NETWORK, [{ account: 'member', recipient: member.recipient }])
  const opening = { network: NETWORK, epoch: 1, account: 'member' }

  test('opens for its readers, in its place', async () => {
    const { circle, recipient, wraps } = await made()
    const { sealed } = wraps[0]!
    const own = { ...opening, circle, sealed, identities: [member.identity] }
    const { value } = await openUnsignedWrap(own)
    expect((await keysFrom(value, 'circle')).recipient).toBe(recipient)
    for (const elsewhere of [{ account: 'other' }, { circle: 'other' }, { network: 'other' }, { epoch: 2 }])
      await expect(openUnsignedWrap({ ...own, ...elsewhere })).rejects.toMatchObject(refused('wrong-context'))
    const theirs = openUnsignedWrap({ ...own, identities: [granter.identity] })
    await expect(theirs).rejects.toMatchObject(refused('cannot-open'))
  })

  test('is never taken for one that a colleague signed, nor the other way round', async () => {
    const { circle, wraps } = await made()
    const asSigned = {
      ...opening,
      circle,
      sealed: wraps[0]!.sealed,
      identities: [member.identity],
      verifier: mayGrant
    }
    await expect(openWrap(asSigned)).rejects.toMatchObject(refused('wrong-context'))
    const signed = { ...PLACE, account: 'member', sealed: wrap, identities: [member.identity] }
    await expect(openUnsignedWrap(signed)).rejects.toMatchObject(refused('wrong-context'))
  })

  test('is never another circle: its id is made of its key', async () => {
    const { recipient } = await keysFrom(root, 'circle')
    expect(unsignedCircleId(recipient)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    )
    // somebody who hands out keys seals a root of their own for a case's circle, in the right frame
    const forged = await sealBytes(root, {
      kind: 'wrap-unsigned',
      type: 'application/octet-stream',
      ctx: { ...CTX, table: 'access.wraps', row: 'member', purpose: 'wrap' },
      at: null,
      recipients: [member.recipient]
    })
    const own = { ...opening, circle: CIRCLE, sealed: forged, identities: [member.identity] }
    await expect(openUnsignedWrap(own)).rejects.toMatchObject(refused('wrong-context'))
  })
})
