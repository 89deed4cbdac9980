// The keys to seal to, as they are now, and who reads: account, organisation, public key; never a name. A POST, so that nothing
// keeps it and no history names it.
import { answer } from '#app/endpoint.server.ts'
import { intakeKeys, intakeNow } from '../../../intake.server.ts'
import type { RequestHandler } from './$types'

export const POST: RequestHandler = ({ locals }) =>
  answer(async () => {
    const { network, receiptSalt, circles } = await intakeKeys(locals)
    return { network, receiptSalt, circles, readers: intakeNow(locals).readers }
  })
