// The one sentence that says why an alert exists, in the reader's language.
import { protect } from '#kernel/small-numbers.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDate, formatNumber } from '#locales/format.ts'
import { sayPlaces } from '../say-places.ts'
import type { AlertAbout } from './rows.server.ts'

type Say = (key: string, params?: Record<string, string | number>) => string
export type Sayer = {
  say: Say
  locale: Locale
  /** A settlement's name in the reader's language and script. */
  place: (settlement: string) => string
}

/** Signs may come of cases and reports their readers do not see: small figures stay classes here too. */
const figure = ({ say, locale }: Sayer, n: number): string => {
  const shown = protect(Math.round(n), { audience: 'staff', of: 'reports' })
  return 'shown' in shown ? formatNumber(locale, shown.shown, 0) : say('few-people')
}

/** `3`, `2,5`: rounded to halves, since more would be false exactness. Undefined where nothing was usual. */
const times = (locale: Locale, observed: number, usual: number): string | undefined => {
  const ratio = Math.round((observed / usual) * 2) / 2
  return usual > 0 && ratio >= 1.5 ? formatNumber(locale, ratio) : undefined
}

/** Put behind what stands before it. */
const behind = (text: string) => (text.startsWith(',') ? text : ` ${text}`)

export const sayWhy = (
  about: Pick<AlertAbout, 'source' | 'kind' | 'category' | 'settlement' | 'why'>,
  as: Sayer
): string => {
  const { say, locale, place } = as
  const params: Record<string, string | number> = {
    source: about.source,
    signs: say(`alert-signs.${about.kind}`),
    where: about.settlement ? behind(say('alert-why.where', { place: place(about.settlement) })) : '',
    about: about.category ? behind(say('alert-why.about', { whom: say(`alert-whom.${about.category}`) })) : ''
  }
  switch (about.why.code) {
    case 'signs':
      return say('alert-why.signs', params)
    case 'score': {
      const { level, version, rules } = about.why.params
      return say('alert-why.score', {
        ...params,
        level: say(`alert-came-out.${level}`),
        matrix: about.category ? say(`vulnerable.${about.category}`) : '',
        version,
        rules: rules.map(rule => rule + 1).join(', '),
        count: rules.length
      })
    }
    case 'several-scores': {
      const { count, days } = about.why.params
      return say('alert-why.several-scores', {
        ...params,
        count,
        days,
        matrix: about.category ? say(`vulnerable.${about.category}`) : ''
      })
    }
    case 'rise': {
      const { observed, usual, unit } = about.why.params
      const ratio = times(locale, observed, usual)
      return say(`alert-why.rise${ratio ? '-times' : ''}`, { ...params, times: ratio ?? '', unit })
    }
    case 'cluster': {
      const { observed, usual, places, since, until, once, rarer } = about.why.params
      return say('alert-why.cluster', {
        count: places.length,
        places: sayPlaces(places.map(place), say),
        observed: figure(as, observed),
        // what is to be expected is never nothing
        usual: figure(as, Math.max(1, usual)),
        since: formatDate(locale, since, 'genitive'),
        until: formatDate(locale, until, 'genitive'),
        once: formatNumber(locale, once),
        rarer: rarer ? 'yes' : 'no'
      })
    }
  }
}

/** The figures behind it, in a second line; empty where there are none, or where the sentence holds them. */
export const sayFigures = (why: AlertAbout['why'], as: Sayer): string => {
  const { say, locale } = as
  if (why.code !== 'rise') return ''
  const { observed, usual, periods, unit, onceInYears } = why.params
  const numbers = { observed: figure(as, observed), usual: figure(as, usual) }
  const since = formatDate(locale, why.params.since, 'genitive')
  const line = say('alert-figures.rise', { ...numbers, periods, unit, since })
  if (onceInYears === undefined) return line
  const seldom = onceInYears >= 1 ? Math.round(onceInYears) : 0
  return `${line} ${seldom ? say('alert-figures.seldom', { years: seldom }) : say('alert-figures.often', { times: Math.round(1 / onceInYears) })}`
}
