// Where "Leave" goes: a front page nobody wonders about, light, readable without script.
import type { Locale } from '#kernel/locale.ts'

export const leaveTargets: Record<Locale, { address: string; title: string }> = {
  'sr-Latn': { address: 'https://sr.wikipedia.org/', title: 'Википедија' },
  'sr-Cyrl': { address: 'https://sr.wikipedia.org/', title: 'Википедија' },
  sq: { address: 'https://sq.wikipedia.org/', title: 'Wikipedia' },
  en: { address: 'https://en.wikipedia.org/', title: 'Wikipedia' }
}
