import { Decrypter, Encrypter } from 'age-encryption'
import { MAX_RECIPIENTS } from './age-header.ts'
import { SealError } from './errors.ts'

/** Throws 'bad-key' unless there is a recipient, none twice, and all are hybrid: age itself would mix kinds. */
export function encrypterFor(recipients: readonly string[]): Encrypter {
  if (recipients.length === 0 || recipients.length > MAX_RECIPIENTS) {
    throw new SealError('bad-key', 'no recipient, or too many')
  }
  if (new Set(recipients).size !== recipients.length) throw new SealError('bad-key', 'a recipient twice')
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    if (!recipient.startsWith('age1pq1')) throw new SealError('bad-key', 'not a hybrid recipient')
    orBadKey(() => encrypter.addRecipient(recipient))
  }
  return encrypter
}

export function decrypterFor(identities: readonly string[]): Decrypter {
  if (identities.length === 0) throw new SealError('cannot-open', 'no key')
  const decrypter = new Decrypter()
  for (const identity of identities) {
    if (!identity.startsWith('AGE-SECRET-KEY-PQ-1')) throw new SealError('bad-key', 'not a hybrid identity')
    orBadKey(() => decrypter.addIdentity(identity))
  }
  return decrypter
}

/** age throws plain Errors whose words may repeat the input. One refusal for all: which check failed helps an attacker. */
export async function orCannotOpen<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof SealError) throw error
    throw new SealError('cannot-open', 'no key fits, or it was changed')
  }
}

function orBadKey(add: () => void): void {
  try {
    add()
  } catch {
    throw new SealError('bad-key', 'malformed key')
  }
}
