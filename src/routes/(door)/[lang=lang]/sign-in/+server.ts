import { post } from '#app/endpoint.server.ts'
import { cookieOptions, sessionCookie } from '#identity/cookie.ts'
import { SignIn, signIn } from '#identity/sign-in.server.ts'
import { notFound } from '#kernel/problem.ts'

export const POST = post(SignIn, async (_, input, { locals, cookies, url }) => {
  if (!locals.network) throw notFound()
  const { token, expires, ...reply } = await signIn(locals.network.id, input)
  cookies.set(sessionCookie(url), token, cookieOptions(url, expires))
  return { ...reply, network: locals.network.id }
})
