// The server's own key for the coded columns of what waits on a phone. It follows from the server's key, so a stolen dump does not hold it.
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { serverKey } from '#platform/secret.server.ts'
import { keysFrom, open, type Keys, type Sealed } from '#seal/index.ts'
import { Envelope, envelopePlace } from './submission.ts'

let made: Promise<Keys> | undefined
const keys = () => (made ??= keysFrom(serverKey('field-door'), 'circle'))

export const doorRecipient = async (): Promise<string> => (await keys()).recipient

/** What stands beside the sealed answers. Throws `field.unreadable`, `input.malformed`. */
export const openEnvelope = async (
  sealed: Sealed<unknown>,
  where: { network: NetworkId; id: string; circle: string; epoch: number }
): Promise<Envelope> => {
  const { identity } = await keys()
  const opened = await open(sealed, {
    ...envelopePlace(where),
    identities: [identity],
    verifier: () => null,
    anonymous: 'allowed',
    recipientCount: 1
  }).catch(() => {
    throw problem('field.unreadable', 400)
  })
  const parsed = Envelope.safeParse(opened.value)
  if (!parsed.success) throw problem('input.malformed', 400)
  return parsed.data
}
