import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { isStaff } from '#kernel/actor.ts'
import { deviceCookie, deviceCookieOptions } from '#risk/field/device-cookie.ts'
import { setUpDevice } from '#risk/field/devices.server.ts'

export const POST = post(z.strictObject({}), async (actor, _, { cookies, url, locals }) => {
  const { id, network, token } = await setUpDevice(actor, zone(locals))
  cookies.set(deviceCookie(url), token, deviceCookieOptions(url))
  return { id, network, account: isStaff(actor) ? actor.account : '' }
})
