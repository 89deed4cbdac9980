import { deskFrame } from '#app/desk-frame.server.ts'
import { openHouse } from '#app/house.server.ts'
import { railCounts } from '#app/rail-counts.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals }) => {
  if (locals.actor.kind !== 'staff' || !locals.network) throw notFound()
  return {
    ...deskFrame(locals.actor, locals.network),
    counts: await railCounts(locals.actor),
    checksFiles: (await openHouse()).config.clamav !== undefined
  }
}
