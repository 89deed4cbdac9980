import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { sessionCookie } from '#identity/cookie.ts'
import { closeSession } from '#identity/session.server.ts'

export const POST = post(z.strictObject({}), async (_, __, { cookies, url }) => {
  const name = sessionCookie(url)
  await closeSession(cookies.get(name) ?? '')
  cookies.delete(name, { path: '/' })
})
