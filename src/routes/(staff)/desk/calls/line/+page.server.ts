import { zone } from '#app/zone.ts'
import { lineState } from '#kernel/line-hours.ts'
import { now } from '#platform/clock.server.ts'
import { listLineSettings } from '#reports/line/set-line.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:line')
  const { network } = locals
  return {
    settings: await listLineSettings(locals.actor),
    inForce: network?.hotline ?? null,
    state: network?.hotline
      ? lineState(network.hotline, 'first', network.onDuty, now(), zone(locals)).state
      : null
  }
}
