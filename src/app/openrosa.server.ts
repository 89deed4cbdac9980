// The door for ODK Collect and Enketo: who knocks, and answers in the XML and the words these programs show.
import type { RequestEvent } from '@sveltejs/kit'
import type { StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { Problem, problem } from '#kernel/problem.ts'
import { wordsFor } from '#locales/words.server.ts'
import { attempts } from '#identity/attempts.server.ts'
import { now } from '#platform/clock.server.ts'
import { findProgram } from '#risk/forms/odk-programs.server.ts'
import { openRosaHeaders, openRosaResponse } from '#risk/forms/open-rosa.ts'
import { mostXmlBytes } from '#risk/forms/xml.ts'
import { zone } from './zone.ts'

export const openRosaPath = '/field/openrosa'
/** The answers, and the parts around them. */
export const mostSubmissionBytes = mostXmlBytes + 16_384

/** A name and a secret are readable on the way unless the way is closed: TLS, Tor, or this machine itself. */
const isClosed = ({ protocol, hostname }: URL) =>
  protocol === 'https:' ||
  hostname.endsWith('.onion') ||
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const nameAndSecret = (header: string | null): [string, string] | undefined => {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]{1,400})$/i.exec(header ?? '')?.[1]
  const [, name, secret] =
    /^([^:]{1,60}):([^]{1,200})$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? []
  return name && secret ? [name, secret] : undefined
}

const whoKnocks = async ({ request, url, locals }: RequestEvent): Promise<StaffActor> => {
  if (!locals.network) throw problem('odk.not-yet', 503)
  if (!isClosed(url)) throw problem('odk.open-line', 403)
  const given = nameAndSecret(request.headers.get('authorization'))
  if (!given) throw problem('odk.sign-in', 401)
  const [name, secret] = given
  // by name and by where it comes from: guessing makes the guesser wait, not the phone whose name was guessed
  const key = `odk:${locals.client}:${name.slice(0, 20)}`
  if (!attempts.allow(key)) throw problem('odk.wait', 429)
  const actor = await findProgram(name, secret, dayIn(now(), zone(locals)))
  if (!actor || actor.network !== locals.network.id) {
    attempts.failed(key)
    throw problem('odk.sign-in', 401)
  }
  attempts.forget(key)
  return actor
}

export const openRosa = async (
  event: RequestEvent,
  act: (actor: StaffActor) => Promise<Response>
): Promise<Response> => {
  try {
    return await act(await whoKnocks(event))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const words = wordsFor(event.locals.locale, 'forms')
    const says = words as (key: string) => string
    const known = error.code.startsWith('odk.') || error.code.startsWith('form.')
    return new Response(openRosaResponse('submit_error', says(known ? error.code : 'odk.failed')), {
      status: error.status,
      headers: {
        ...openRosaHeaders,
        ...(error.status === 401 ? { 'www-authenticate': 'Basic realm="Fener", charset="UTF-8"' } : {}),
        ...(error.status === 429 || error.status === 503 ? { 'retry-after': '900' } : {})
      }
    })
  }
}
