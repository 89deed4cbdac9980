// Everything that a receipt opens passes here: many wrong codes from one client wait, a code itself is never locked.
import { Problem, problem } from '#kernel/problem.ts'
import { receiptTries } from '#reports/receipt-tries.ts'

// the client is a hash already (platform/client-hash.server.ts): what the memory holds names nobody
const tries = receiptTries(
  client => client,
  () => performance.now()
)

/** Undefined where one stands for everybody: a few wrong codes of one would make all the others wait. */
const clientOf = ({ client, clientIsEverybody }: App.Locals): string | undefined =>
  clientIsEverybody ? undefined : client

/** Runs what a receipt asks for. Throws `receipt.wait` before anything is looked up, for right and wrong codes alike. */
export const throughReceiptDoor = async <T>(
  { locals }: { locals: App.Locals },
  act: () => Promise<T>
): Promise<T> => {
  const client = clientOf(locals)
  if (client && tries.mustWait(client)) throw problem('receipt.wait', 429)
  try {
    return await act()
  } catch (trouble) {
    if (client && trouble instanceof Problem && trouble.code === 'receipt.unknown') tries.wasWrong(client)
    throw trouble
  }
}
