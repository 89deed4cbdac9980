import type { Locale } from '#kernel/locale.ts'

export type NamedPlace = { id: string; sr: string; sr_cyrl: string; sq: string }

/** A settlement's name in the reader's language; one that is no longer in the profile keeps its code. */
export const placeOf = (id: string, places: readonly NamedPlace[], locale: Locale): string => {
  const place = places.find(one => one.id === id)
  if (!place) return id
  return locale === 'sr-Cyrl' ? place.sr_cyrl : locale === 'sq' ? place.sq : place.sr
}
