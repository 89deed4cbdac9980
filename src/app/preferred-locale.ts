import type { PublicLocale } from '#kernel/locale.ts'

const known: [RegExp, PublicLocale][] = [
  [/^sr-cyrl/, 'sr-Cyrl'],
  [/^(?:sr|hr|bs|cnr|sh|me)\b/, 'sr-Latn'],
  [/^(?:sq|als?)\b/, 'sq'],
  [/^en\b/, 'en'],
  [/^ar\b/, 'ar'],
  // Dari is read as Persian is
  [/^(?:fa|fas|per|prs)\b/, 'fa'],
  [/^(?:ps|pus)\b/, 'ps'],
  [/^(?:ur|urd)\b/, 'ur'],
  [/^tr\b/, 'tr'],
  // Balkan, Vlax and the other Romani tongues
  [/^(?:rom|rmn|rmy|rmc)\b/, 'rom'],
  [/^fr\b/, 'fr']
]

/** The first language of Accept-Language we speak; neighbours who read Serbian get it; Serbian where nothing fits. */
export const preferredLocale = (acceptLanguage: string | null): PublicLocale => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 20)
    .map((part, order) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const q = rest.find(parameter => parameter.trim().startsWith('q='))
      return { tag, order, weight: q ? Number(q.trim().slice(2)) || 0 : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
  for (const { tag } of wanted) for (const [pattern, locale] of known) if (pattern.test(tag)) return locale
  return 'sr-Latn'
}
