import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { inboxTabs, listInbox } from '#reports/list-inbox.server.ts'

const Page = z.strictObject({
  which: z.enum(inboxTabs),
  after: z.strictObject({ day: z.iso.date(), id: z.uuid() }).optional()
})

export const POST = post(Page, (actor, { which, after }, { locals }) =>
  listInbox(actor, which, zone(locals), after)
)
