// The figures beside places of the rail: how many things there need somebody.
import { may } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import { countAlertsWithoutOwner } from '#risk/alerts/read.server.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'

export const railCounts = async (actor: Actor): Promise<Record<string, number>> => ({
  '/desk/risk': may(actor, alertVerbs['alert.list']) ? await countAlertsWithoutOwner(actor) : 0
})
