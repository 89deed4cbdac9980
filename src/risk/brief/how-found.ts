// How rises and clusters of a month were looked for, in a sentence that is locked like a number.
import type { Day } from '#kernel/day.ts'
import type { Language, Locale, Trilingual } from '#kernel/locale.ts'
import { formatDate, formatNumber } from '#locales/format.ts'
import type { Told } from '../hotspots/cluster-alert.server.ts'
import { fill } from './words.ts'

const scanWords: Record<Told['kind'], Trilingual> = {
  'by-population': {
    sr: 'Kuldorfov pregled krugovima, prema broju stanovnika',
    sq: 'skanimi i Kulldorffit me rrathë, sipas numrit të banorëve',
    en: 'Kulldorff’s scan with circles, by the number of people'
  },
  'by-time': {
    sr: 'pregled prostora i vremena mešanjem dana',
    sq: 'skanimi i hapësirës dhe kohës duke përzier ditët',
    en: 'a space-time scan by shuffling days'
  }
}

/** By which method, up to which day, with which seed: whoever doubts it can do it again. */
export const sayHowFound = (day: Day, told: Omit<Told, 'clusters'> | undefined): Trilingual => {
  const inLanguage = (language: Language, locale: Locale): string => {
    const on = (d: Day) => formatDate(locale, d, 'genitive').replace(/\.$/, '')
    const scan = told && {
      how: scanWords[told.kind][language],
      tries: formatNumber(locale, told.replicates),
      seed: String(told.seed),
      day: on(told.until)
    }
    return fill(howFound[language][scan ? 'looked' : 'not-looked'], { ...scan, until: on(day) })
  }
  return { sr: inLanguage('sr', 'sr-Latn'), sq: inLanguage('sq', 'sq'), en: inLanguage('en', 'en') }
}
const howFound: Record<Language, { looked: string; 'not-looked': string }> = {
  sr: {
    looked:
      'Porasti: Bajesova granica nad prošlim godinama, a u prvoj godini EARS C2; podaci do {until}. Grupisanja: {how}; broj proba slučaja {tries}, početni broj {seed}, podaci do {day}.',
    'not-looked':
      'Porasti: Bajesova granica nad prošlim godinama, a u prvoj godini EARS C2; podaci do {until}. Grupisanja u ovom mesecu nisu tražena.'
  },
  sq: {
    looked:
      'Rritjet: kufiri i Bayesit mbi vitet e kaluara, kurse në vitin e parë EARS C2; të dhënat deri më {until}. Grumbullimet: {how}; prova të rastësisë {tries}, numri fillestar {seed}, të dhënat deri më {day}.',
    'not-looked':
      'Rritjet: kufiri i Bayesit mbi vitet e kaluara, kurse në vitin e parë EARS C2; të dhënat deri më {until}. Grumbullimet nuk u kërkuan këtë muaj.'
  },
  en: {
    looked:
      'Rises: the Bayesian bound over past years, in a first year EARS C2; data until {until}. Clusters: {how}; chance was tried {tries} times, seed {seed}, data until {day}.',
    'not-looked':
      'Rises: the Bayesian bound over past years, in a first year EARS C2; data until {until}. Nobody looked for clusters in this month.'
  }
}
