import { may } from '#access/verbs.ts'
import { dayIn } from '#kernel/day.ts'
import { trilingual, type Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { now } from '#platform/clock.server.ts'
import { listOperators } from '#reports/line/people.server.ts'
import { lineVerbs } from '#reports/line/verbs.ts'
import { placeName } from '../../../(public)/network.ts'
import type { LayoutServerLoad } from './$types'

/** What every page of the line needs: who may what, the team's key, the people who may hold the line. */
export const load: LayoutServerLoad = async ({ locals }) => {
  const { actor, network } = locals
  if (actor.kind !== 'staff' || !network) throw notFound()
  const locale: Locale = actor.locale
  return {
    lineDesk: {
      takes: may(actor, lineVerbs['call.save']),
      plansAll: actor.roles.includes('coordinator'),
      sets: may(actor, lineVerbs['duty.set-line']),
      operators: await listOperators(actor),
      intake: network.intake.find(c => actor.circles.includes(c.id)) ?? null,
      receiptSalt: network.receiptSalt,
      timezone: network.profile.timezone,
      language: network.profile.default_locale,
      today: dayIn(now(), network.profile.timezone),
      line: network.hotline,
      numbers: network.emergencyNumbers.map(({ number, what }) => ({
        number,
        what: trilingual(what, locale, toCyrillic)
      })),
      settlements: network.settlements.map(place => ({ id: place.id, name: placeName(place, locale) }))
    }
  }
}
