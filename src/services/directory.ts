// A service in the directory. It has no address: where a shelter is, is said to one person by one provider, sealed.
import { z } from 'zod'
import { publicLocales } from '#kernel/locale.ts'
import { isTimeOfDay } from '#kernel/wall-clock.ts'
import { kindsOfHelp } from './kinds-of-help.ts'

/** Whom it takes. Nobody named: everybody. */
export const forWhom = ['women', 'men', 'children', 'families'] as const
export type ForWhom = (typeof forWhom)[number]

/** The languages a service can be given in, as codes: Serbian has one, whatever the script. */
export const spokenLanguages = publicLocales
  .filter(locale => locale !== 'sr-Cyrl')
  .map(locale => (locale === 'sr-Latn' ? 'sr' : locale))

const words = (most: number) => {
  const one = z.string().trim().min(1).max(most)
  return z.strictObject({ sr: one, sq: one, en: one })
}
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 /-]{1,38}$/)

/** Weekdays 1 (Monday) to 7. An end at or before the beginning lies on the next day. */
export const ServiceHours = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('by-agreement') }),
  z.strictObject({
    kind: z.literal('weekly'),
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: z.string().refine(isTimeOfDay),
    to: z.string().refine(isTimeOfDay)
  })
])
export type ServiceHours = z.infer<typeof ServiceHours>

export const ServiceWords = z.strictObject({ name: words(120), about: words(600) })

export const OfferedService = z
  .strictObject({
    kind: z.enum(kindsOfHelp),
    ...ServiceWords.shape,
    languages: z.array(z.enum(spokenLanguages)).max(20),
    forWhom: z.array(z.enum(forWhom)).max(forWhom.length),
    papersAsked: z.boolean(),
    hours: ServiceHours,
    staffPhone: phone.nullable(),
    publicPhone: phone.nullable(),
    isPublic: z.boolean(),
    places: z.int().min(0).max(1000).nullable()
  })
  // whoever reads "help nearby" must be able to call
  .refine(service => !service.isPublic || service.publicPhone !== null, { path: ['publicPhone'] })
export type OfferedService = z.infer<typeof OfferedService>

/** A number said yesterday is a number of yesterday. */
export const freeState = (saidAt: string | null, now: string): 'never' | 'old' | 'fresh' =>
  saidAt === null ? 'never' : Date.parse(now) - Date.parse(saidAt) > 86_400_000 ? 'old' : 'fresh'

/** Days that follow each other read as a span: [1,2,3,4,5,7] → [[1,5],[7,7]]. */
export const daySpans = (days: readonly number[]): [number, number][] => {
  const spans: [number, number][] = []
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const last = spans.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else spans.push([day, day])
  }
  return spans
}

/** “ponedeljak–petak, 8:00–16:00”. `weekdays` begins with Sunday, as `dayWords` gives them. */
export const sayWeekly = (
  { days, from, to }: Extract<ServiceHours, { kind: 'weekly' }>,
  weekdays: readonly string[],
  comma = ', '
): string => {
  const name = (day: number) => weekdays[day % 7]!
  const said = daySpans(days).map(([a, b]) => (a === b ? name(a) : `${name(a)}–${name(b)}`))
  return `${said.join(comma)}${comma}${from}–${to}`
}

export type Chosen = { readonly kind?: string | undefined; readonly language?: string | undefined }

/** What fits both choices; a choice that was not made fits everything. A service that names no language speaks the country's. */
export const fitting = <S extends { kind: string; languages: readonly string[] }>(
  services: readonly S[],
  { kind, language }: Chosen
): S[] =>
  services.filter(one => (!kind || one.kind === kind) && (!language || one.languages.includes(language)))

/** How many places an organisation said are free for this help; undefined when nobody has said. */
export const freePlaces = (
  services: readonly { organisation: string; kind: string; free: number | null }[],
  organisation: string,
  kind: string
): number | undefined => {
  const said = services.flatMap(one =>
    one.organisation === organisation && one.kind === kind && one.free !== null ? [one.free] : []
  )
  return said.length ? said.reduce((a, b) => a + b) : undefined
}
