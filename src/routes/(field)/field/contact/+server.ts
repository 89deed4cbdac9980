// What a phone asks whenever there is a line: whether it is still one of ours, and whether there is something new to take along.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { may } from '#access/verbs.ts'
import { post } from '#app/endpoint.server.ts'
import { isStaff } from '#kernel/actor.ts'
import { takeAssigned } from '#risk/field/assigned.server.ts'
import type { Bundle, Contact } from '#risk/field/bundle.ts'
import { fieldVerbs } from '#risk/field/verbs.ts'
import { categoryNames, makeLeaflets, numbersOf } from '../leaflets.server.ts'

/** `hash`: of what the phone has; `locked`: it cannot take anything now. */
const Asked = z.strictObject({ hash: z.string().max(64).nullable() })

export const POST = post(Asked, async (actor, { hash }, { locals, url }): Promise<Contact> => {
  const said = { now: new Date().toISOString(), bundle: null, hash: null, name: null, account: null }
  if (locals.device === 'ended') return { ...said, who: 'ended' }
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
    leaflets: await makeLeaflets(locals, url.origin)
  }
  const now = createHash('sha256').update(JSON.stringify(bundle)).digest('hex')
  return { ...said, ...person, who: 'device', bundle: now === hash ? null : bundle, hash: now }
})
