// A circle's next key, made in the browser of one who holds the present one. Pure: time and the new root come in.
import { base64url, fromBase64url, keysFrom, sealPrevious, wrapRoot } from '#seal/index.ts'
import { isVouched, vouch } from '#seal/vouch.ts'
import type { Held } from './circle-roots.ts'
import type { CircleKeys, CircleKind } from './circles.server.ts'

export type Staying = { account: string; name: string; recipient: string; vouch: string | null }
/** A circle that needs a new key: its present epoch, and everybody who stays. */
export type Renewal = {
  circle: string
  kind: CircleKind
  epoch: number
  holders: Staying[]
  keys: CircleKeys
}
export type Maker = { network: string; account: string; recipient: string; signPrivate: Uint8Array }

/**
 * Those for whose key nobody in the circle has vouched: kept by an older Fener, or another key than the one that was
 * compared. Wrapping for them unasked would let a server name a key of its own; a person compares the numbers first.
 */
export const unsureOf = (renewal: Renewal, held: Held, maker: Maker): Staying[] =>
  renewal.holders.filter(
    holder =>
      holder.account !== maker.account &&
      !isVouched(
        held.root,
        { network: maker.network, circle: renewal.circle, epoch: renewal.epoch, ...holder },
        holder.vouch === null ? null : fromBase64url(holder.vouch)
      )
  )

/** Everything the server takes in one call (`RenewKeys`): public key, link to the root before, a wrap for everyone who stays. */
export const nextEpoch = async (renewal: Renewal, held: Held, maker: Maker, root: Uint8Array, at: string) => {
  const { recipient } = await keysFrom(root, 'circle')
  const place = { network: maker.network, circle: renewal.circle, epoch: renewal.epoch + 1 }
  const signer = { by: `acc:${maker.account}`, signPrivate: maker.signPrivate } as const
  const previous = await sealPrevious({ ...place, previousRoot: held.root, recipient, signer, at })
  const wraps = []
  for (const { account, recipient: theirs } of renewal.holders) {
    // one's own key is known better than the server tells it
    const to = { account, recipient: account === maker.account ? maker.recipient : theirs }
    wraps.push({
      account,
      sealed: base64url(await wrapRoot({ ...place, ...to, root, signer, at })),
      vouch: base64url(vouch(root, { ...place, ...to }))
    })
  }
  return {
    circle: renewal.circle,
    epoch: place.epoch,
    recipient,
    previous: base64url(previous),
    wraps
  }
}
