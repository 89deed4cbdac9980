// A network is a municipality and its partners. Everything about a place – languages, numbers to call, settlements – is this file's data.

import { z } from 'zod'
import { inOrder, pathText, readCheckedYaml, schemaFaults, type Fault, type Path } from './checked-yaml.ts'
import { Hotline, telephone } from './line-hours.ts'
import { locales } from './locale.ts'

const word = z.string().trim().min(1)
const Words = z.strictObject({ sr: word, sq: word, en: word })
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
const timezone = z.string().refine(name => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
})

const Settlement = z.strictObject({
  id,
  sr: word,
  sr_cyrl: word,
  sq: word,
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  seat: z.boolean().optional()
})
export type Settlement = z.infer<typeof Settlement>

export const NetworkProfile = z.strictObject({
  schema: z.literal('fener-network/1'),
  id,
  country: z.string().regex(/^[A-Z]{2}$/),
  default_locale: z.enum(locales),
  locales: z.array(z.enum(locales)).min(1),
  timezone,
  currency: z.string().regex(/^[A-Z]{3}$/),
  name: Words,
  network_name: Words,
  emergency_numbers: z.array(z.strictObject({ number: telephone, what: Words })).min(1),
  /** Null until the municipality has a line: then nothing anywhere invents a number. */
  hotline: Hotline.nullable(),
  settlements: z.array(Settlement).min(1)
})
export type NetworkProfile = z.infer<typeof NetworkProfile>

export type LoadedNetworkProfile = { ok: true; profile: NetworkProfile } | { ok: false; faults: Fault[] }

export const loadNetworkProfile = (yamlText: string): LoadedNetworkProfile => {
  const read = readCheckedYaml(yamlText, 'network')
  if (!read.ok) return read
  const parsed = NetworkProfile.safeParse(read.value)
  if (!parsed.success) {
    return {
      ok: false,
      faults: schemaFaults(parsed.error.issues, read, 'network', ['sr', 'sr_cyrl', 'sq', 'en'])
    }
  }
  const profile = parsed.data
  const faults: Fault[] = []
  const fault = (path: Path, code: string, params: Fault['params']): void => {
    faults.push({ ...read.placeOf(path), path: pathText(path), code: `network.${code}`, params })
  }
  const seen = new Set<string>()
  profile.settlements.forEach((s, i) => {
    if (seen.has(s.id)) fault(['settlements', i, 'id'], 'duplicate-id', { id: s.id })
    seen.add(s.id)
  })
  if (profile.settlements.filter(s => s.seat).length > 1) fault(['settlements'], 'two-seats', {})
  if (!profile.locales.includes(profile.default_locale)) {
    fault(['default_locale'], 'unknown-reference', { id: profile.default_locale })
  }
  return faults.length > 0 ? { ok: false, faults: inOrder(faults) } : { ok: true, profile }
}
