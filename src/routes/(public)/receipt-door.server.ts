// Everything that a receipt opens passes here: many wrong codes from one client wait, a code itself is never locked.
import { createHmac, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { Problem, problem } from '#kernel/problem.ts'
import { receiptTries } from '#reports/receipt-tries.ts'

// Made anew at each start and never written down: what the memory holds names nobody.
const key = randomBytes(32)
const tries = receiptTries(
  address => createHmac('sha256', key).update(address).digest('base64url'),
  () => performance.now()
)

/**
 * Whom to count. Undefined for the machine itself: behind a proxy that does not say who asks, and behind the onion service, it
 * stands for everybody, and a few wrong codes of one would make all the others wait.
 */
const clientOf = (event: { getClientAddress(): string }): string | undefined => {
  let address: string
  try {
    address = event.getClientAddress().replace(/^::ffff:/, '')
  } catch {
    // the proxy was said to name who asks (ADDRESS_HEADER) and did not
    return undefined
  }
  return !isIP(address) || /^127\.|^::1$/.test(address) ? undefined : address
}

/** Runs what a receipt asks for. Throws `receipt.wait` before anything is looked up, for right and wrong codes alike. */
export const throughReceiptDoor = async <T>(
  event: { getClientAddress(): string },
  act: () => Promise<T>
): Promise<T> => {
  const client = clientOf(event)
  if (client && tries.mustWait(client)) throw problem('receipt.wait', 429)
  try {
    return await act()
  } catch (trouble) {
    if (client && trouble instanceof Problem && trouble.code === 'receipt.unknown') tries.wasWrong(client)
    throw trouble
  }
}
