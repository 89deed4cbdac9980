import { deskFrame } from '#app/desk-frame.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals }) => {
  if (locals.actor.kind !== 'staff' || !locals.network) throw notFound()
  return deskFrame(locals.actor, locals.network)
}
