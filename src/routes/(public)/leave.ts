// Where "Leave" goes: a front page nobody wonders about, light, readable without script.
import type { PublicLocale } from '#kernel/locale.ts'

export const leaveTargets: Record<PublicLocale, { address: string; title: string }> = {
  'sr-Latn': { address: 'https://sr.wikipedia.org/', title: 'Википедија' },
  'sr-Cyrl': { address: 'https://sr.wikipedia.org/', title: 'Википедија' },
  sq: { address: 'https://sq.wikipedia.org/', title: 'Wikipedia' },
  en: { address: 'https://en.wikipedia.org/', title: 'Wikipedia' },
  ar: { address: 'https://ar.wikipedia.org/', title: 'ويكيبيديا' },
  fa: { address: 'https://fa.wikipedia.org/', title: 'ویکی‌پدیا' },
  ps: { address: 'https://ps.wikipedia.org/', title: 'ويکيپېډيا' },
  ur: { address: 'https://ur.wikipedia.org/', title: 'ویکیپیڈیا' },
  tr: { address: 'https://tr.wikipedia.org/', title: 'Vikipedi' },
  // Its Romani edition is small and written in another spelling: who sees it would wonder. Balkan Roma read Serbian.
  rom: { address: 'https://sr.wikipedia.org/', title: 'Википедија' },
  fr: { address: 'https://fr.wikipedia.org/', title: 'Wikipédia' }
}
