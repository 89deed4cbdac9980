import { readHabits } from '#identity/desk-habits.server.ts'
import { listInbox } from '#reports/list-inbox.server.ts'
import { zone } from '#app/zone.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, depends }) => {
  depends('fener:inbox')
  const habits = await readHabits(locals.actor)
  return { habits, inbox: await listInbox(locals.actor, habits.inbox, zone(locals)) }
}
