import { may } from '#access/verbs.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { NetworkInUse } from './network.server.ts'
import { places } from './places.ts'

/** What the frame of every desk page shows: who I am, where I may go. */
export const deskFrame = (actor: StaffActor, network: NetworkInUse) => ({
  me: {
    account: actor.account as string,
    network: actor.network as string,
    name: actor.name,
    roles: actor.roles,
    locale: actor.locale
  },
  network: { name: network.name, networkName: network.networkName, madeUp: network.madeUp },
  places: places
    .filter(place => may(actor, place.permission))
    .map(({ path, icon, word, group }) => ({ path, icon, word, group }))
})
