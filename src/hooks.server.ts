// Session → actor, security headers, Problem → response; nothing else.
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { compressed } from '#app/compressed.server.ts'
import { openHouse } from '#app/house.server.ts'
import { networkInUse, type NetworkInUse } from '#app/network.server.ts'
import { preferredLocale } from '#app/preferred-locale.ts'
import { isInEveryLanguage } from '#app/public-pages.ts'
import { findActor } from '#identity/session.server.ts'
import { sessionCookie } from '#identity/cookie.ts'
import { directionOf, isMigrantLocale, nearestLocale, pathOf, publicLocaleOfPath } from '#kernel/locale.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import { Problem } from '#kernel/problem.ts'
import { deviceCookie } from '#risk/field/device-cookie.ts'
import { findDevice } from '#risk/field/devices.server.ts'
import { PlatformProblem } from '#platform/platform-problem.ts'

export const init: ServerInit = async () => {
  await openHouse()
}

const nobody = '00000000-0000-0000-0000-000000000000' as NetworkId

export const handle: Handle = async ({ event, resolve }) => {
  const { locals, url, cookies } = event
  const [first = ''] = url.pathname.slice(1).split('/')
  const network = await networkInUse()
  locals.network = network
  locals.pageLocale =
    publicLocaleOfPath(first) ?? preferredLocale(event.request.headers.get('accept-language'))
  locals.locale = nearestLocale(locals.pageLocale)
  locals.onion = (await openHouse()).config.onion
  // bin/serve.ts writes it on every request; in Vite's development server everybody is one
  locals.client = event.request.headers.get('x-fener-client') ?? 'development'
  locals.clientIsEverybody = event.request.headers.get('x-fener-everybody') !== 'false'
  locals.actor = {
    kind: 'anonymous',
    network: network?.id ?? nobody,
    circles: network?.intake.map(c => c.id) ?? []
  }
  if (!network && !['start', 'o'].includes(url.pathname.split('/')[2] ?? ''))
    redirect(303, `/${pathOf[locals.locale]}/start`)

  // The public's pages neither read nor set a cookie.
  if (first === 'desk') {
    const token = cookies.get(sessionCookie(url))
    const actor = token ? await findActor(token) : undefined
    if (!actor) {
      if (event.request.method === 'GET' && event.request.headers.get('accept')?.includes('text/html'))
        redirect(303, `/${pathOf[locals.locale]}/sign-in`)
      return notThere()
    }
    locals.actor = actor
    locals.locale = locals.pageLocale = actor.locale
  }
  if (first === 'field' && network) await knowField(event, network)
  const elsewhere = inEnglish(event)
  if (elsewhere) redirect(303, elsewhere)
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%lang%', locals.pageLocale).replace('%dir%', directionOf[locals.pageLocale])
  })
  harden(response.headers, url, event.route.id)
  // Tor Browser offers the onion address by itself; only an answer over TLS may name it, or anybody in between could
  if (locals.onion && url.protocol === 'https:' && first !== 'desk' && first !== 'field')
    response.headers.set('onion-location', `http://${locals.onion}${url.pathname}`)
  return /^\/\((?:public|field)\)/.test(event.route.id ?? '') ? compressed(event.request, response) : response
}

export const handleError: HandleServerError = ({ error, kind, event }) => {
  if (error instanceof Problem)
    return { status: error.status, message: error.code, code: error.code, params: error.params }
  if (error instanceof PlatformProblem) return { status: 503, message: error.code, code: 'common.away' }
  if (kind === 'framework') {
    const { status } = error as { status: number }
    return { status, message: String(status), code: status === 404 ? 'common.not-found' : 'input.malformed' }
  }
  // The route's pattern, never its parameters; the kind of error, never its words: either may hold what was typed.
  const id = crypto.randomUUID().slice(0, 3).toUpperCase()
  const where = error instanceof Error ? (error.stack?.split('\n').slice(1, 4).join(' ') ?? '') : ''
  console.error(
    `error ${id} at ${event.route.id}: ${error instanceof Error ? error.name : typeof error} ${where}`
  )
  return { status: 500, message: 'common.failed', code: 'common.failed', params: { id } }
}

/** Where a page is read that is not in the language of its address. What is no page at all stays, and says so in that language. */
const inEnglish = ({ locals, url, route }: RequestEvent): string | undefined => {
  if (!isMigrantLocale(locals.pageLocale) || !route.id?.includes('[lang=lang]')) return undefined
  const rest = url.pathname.slice(1 + pathOf[locals.pageLocale].length)
  return isInEveryLanguage(rest) || route.id.endsWith('/[...rest]') ? undefined : `/${pathOf.en}${rest}`
}

/** The page for the field opens for everybody, as it must without a line; who asks is known by the phone's own cookie, or a session. */
const knowField = async ({ cookies, locals, url }: RequestEvent, network: NetworkInUse) => {
  const phone = cookies.get(deviceCookie(url))
  const device = phone ? await findDevice(phone, dayIn(new Date(), network.profile.timezone)) : undefined
  locals.device = device
  if (device === 'ended') return
  const session = device ? undefined : cookies.get(sessionCookie(url))
  const actor = device?.actor ?? (session ? await findActor(session) : undefined)
  if (actor) locals.actor = actor
}

const notThere = () =>
  new Response(JSON.stringify({ code: 'common.not-found', params: {} }), {
    status: 404,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
  })

/** A voice can be recorded in the report and behind the code, and nowhere else. */
const speaksHere = /^\/[a-z-]+\/[wr](?:\/|$)/

/** The one page that another site may show in a frame: it holds nothing to press and no form. */
const embeddable = '/(public)/[lang=lang]/plan/embed'

const harden = (headers: Headers, url: URL, route: string | null) => {
  // pages with a form say 'same-origin' themselves: with 'no-referrer' a browser sends its form as if from nowhere
  if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'no-referrer')
  headers.set('x-content-type-options', 'nosniff')
  if (route !== embeddable) headers.set('x-frame-options', 'DENY')
  headers.set('cross-origin-opener-policy', 'same-origin')
  // what programs and other sites may read says so itself
  if (!headers.has('cross-origin-resource-policy')) headers.set('cross-origin-resource-policy', 'same-origin')
  const microphone = speaksHere.test(url.pathname) ? '(self)' : '()'
  headers.set('permissions-policy', `geolocation=(), microphone=${microphone}, camera=(), interest-cohort=()`)
  if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
}
