import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { keptKeys } from '#identity/kept-keys.server.ts'
import { sessionCookie } from '#identity/cookie.ts'

export const POST = post(z.strictObject({}), (actor, _, { cookies, url }) =>
  keptKeys(actor, cookies.get(sessionCookie(url)) ?? '')
)
