import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { FollowedFilter, listFollowed } from '#reports/list-followed.server.ts'

export const POST = post(FollowedFilter, (actor, input, { locals }) =>
  listFollowed(actor, input, zone(locals))
)
