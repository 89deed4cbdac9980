// What a phone asks whenever there is a line: whether it is still one of ours, and whether there is something new to take along.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { may } from '#access/verbs.ts'
import { publicAddress } from '#app/public-address.server.ts'
import { post } from '#app/endpoint.server.ts'
import { isStaff } from '#kernel/actor.ts'
import { takeAssigned } from '#risk/field/assigned.server.ts'
import type { Bundle, Contact } from '#risk/field/bundle.ts'
import { deviceCookie, deviceCookieOptions } from '#risk/field/device-cookie.ts'
import { fieldVerbs } from '#risk/field/verbs.ts'
import { categoryNames, makeLeaflets, numbersOf } from '../leaflets.server.ts'

/** `kept`: whether there is anything on it. `hash`: of what the phone has; `locked`: it cannot take anything now. */
const Asked = z.strictObject({ kept: z.boolean(), hash: z.string().max(64).nullable() })

export const POST = post(Asked, async (actor, { kept, hash }, { locals, url, cookies }): Promise<Contact> => {
  const said = { now: new Date().toISOString(), bundle: null, hash: null, name: null, account: null }
  if (locals.device === 'ended') {
    // only when everything on it is erased does the phone stop being known: an answer may get lost on the way
    if (kept) return { ...said, who: 'ended' }
    cookies.delete(deviceCookie(url), deviceCookieOptions(url))
    return { ...said, who: 'nobody' }
  }
  if (!isStaff(actor)) return { ...said, who: 'nobody' }
  const person = { name: actor.name, account: actor.account as string }
  if (!locals.device)
    return may(actor, fieldVerbs['field.set-up-phone'])
      ? { ...said, ...person, who: 'person' }
      : { ...said, who: 'nobody' }
  if (hash === 'locked') return { ...said, ...person, who: 'device' }
  const network = locals.network!
  const bundle: Bundle = {
    name: actor.name,
    network: { id: network.id, name: network.name, madeUp: network.madeUp },
    ...(await takeAssigned(actor)),
    categories: categoryNames(),
    settlements: network.settlements.map(({ id, sr, sr_cyrl, sq }) => ({ id, sr, sr_cyrl, sq })),
    numbers: numbersOf(locals),
    leaflets: await makeLeaflets(locals, await publicAddress(url))
  }
  const now = createHash('sha256').update(JSON.stringify(bundle)).digest('hex')
  return { ...said, ...person, who: 'device', bundle: now === hash ? null : bundle, hash: now }
})
