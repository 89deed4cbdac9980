import { post } from '#app/endpoint.server.ts'
import { forgetNetwork } from '#app/network.server.ts'
import { RenewKeys, renewKeys } from '#access/renew-keys.server.ts'

export const POST = post(RenewKeys, async (actor, input) => {
  const done = await renewKeys(actor, input)
  // from now on the public seals to the new key
  forgetNetwork()
  return done
})
