// A strategy file is loaded whole or not at all: a plan with half its promises would look like a plan.

import {
  inOrder,
  pathText,
  readCheckedYaml,
  schemaFaults,
  type Fault,
  type Path
} from '#kernel/checked-yaml.ts'
import type { z } from 'zod'
import { opened } from './strategy-fields.ts'
import { Activity, links, Strategy, type LinkTo } from './strategy.ts'

export type { Fault } from '#kernel/checked-yaml.ts'
export type LoadedStrategy = { ok: true; strategy: Strategy } | { ok: false; faults: Fault[] }

export const loadStrategy = (yamlText: string): LoadedStrategy => load(yamlText, () => [])

/** The same for a text that follows others: an id stays the name of the thing it named, and is not given to another. */
export const loadNextStrategy = (yamlText: string, earlier: readonly Strategy[]): LoadedStrategy =>
  load(yamlText, strategy => reusedIds(strategy, earlier))

const load = (yamlText: string, more: (strategy: Strategy) => ReferenceFault[]): LoadedStrategy => {
  const read = readCheckedYaml(yamlText, 'strategy')
  if (!read.ok) return read
  const parsed = Strategy.safeParse(read.value)
  if (!parsed.success) {
    return { ok: false, faults: schemaFaults(parsed.error.issues, read, 'strategy', ['sr', 'en', 'sq']) }
  }
  const faults = [...referenceFaults(parsed.data), ...more(parsed.data)].map(({ path, code, params }) => ({
    ...read.placeOf(path),
    path: pathText(path),
    code: `strategy.${code}`,
    params
  }))
  return faults.length > 0 ? { ok: false, faults: inOrder(faults) } : { ok: true, strategy: parsed.data }
}

type ReferenceFault = { path: Path; code: string; params: Fault['params'] }
type Kind = Exclude<LinkTo, 'any'> | 'other'
type Reference = { path: Path; id: string; to: LinkTo; within?: string }

const referenceFaults = (strategy: Strategy): ReferenceFault[] => {
  const { defined, faults } = definitions(strategy)
  const sections = new Set(Object.keys(strategy))
  for (const { path, id, to, within } of references(strategy)) {
    const found = defined.get(id)
    if (!found && to === 'any' && sections.has(id)) continue
    if (!found) faults.push({ path, code: 'unknown-reference', params: { id, expected: to } })
    else if (to !== 'any' && found.kind !== to) {
      faults.push({ path, code: 'wrong-reference', params: { id, expected: to, found: found.kind } })
    } else if (within !== undefined && found.within !== within) {
      faults.push({
        path,
        code: 'wrong-reference',
        params: { id, expected: within, found: found.within ?? '' }
      })
    }
  }
  return faults.length > 0 ? faults : [...cycles(strategy), ...twins(strategy)]
}

const kindAt = (path: Path): Kind => {
  const text = path.filter(p => typeof p === 'string').join('.')
  if (text === 'institutions.items') return 'institution'
  if (text.startsWith('legal_framework.')) return 'law'
  if (text === 'results_framework.activities') return 'activity'
  if (text === 'results_framework.activities.tasks') return 'task'
  if (text === 'results_framework.activities.indicators') return 'indicator'
  return 'other'
}

/** Every id anywhere in the file shares one namespace, because notes point at anything. */
const definitions = (strategy: Strategy) => {
  const defined = new Map<string, { kind: Kind; within: string | undefined; path: Path }>()
  const faults: ReferenceFault[] = []
  const walk = (value: unknown, path: Path, activity: string | undefined): void => {
    if (Array.isArray(value)) return value.forEach((v, i) => walk(v, [...path, i], activity))
    if (typeof value !== 'object' || value === null) return
    const id = (value as { id?: unknown }).id
    const kind = kindAt(path)
    if (typeof id === 'string' && path.length > 0) {
      if (defined.has(id)) faults.push({ path: [...path, 'id'], code: 'duplicate-id', params: { id } })
      else defined.set(id, { kind, within: activity, path })
    }
    const inside = kind === 'activity' ? String(id) : activity
    for (const [key, v] of Object.entries(value)) walk(v, [...path, key], inside)
  }
  walk(strategy, [], undefined)
  return { defined, faults }
}

/** Every field that the format knows as a link, with where it stands. */
const references = (strategy: Strategy): Reference[] => {
  const out: Reference[] = []
  const walk = (schema: z.core.$ZodType, value: unknown, path: Path, activity: string): void => {
    if (value === undefined || value === null) return
    const { node } = opened(schema)
    const link = links.get(node)
    const { def } = node._zod
    if (link)
      for (const [i, id] of [value].flat().entries())
        out.push({
          path: Array.isArray(value) ? [...path, i] : path,
          id: String(id),
          to: link.to,
          ...(link.sameActivity && { within: activity })
        })
    else if (def.type === 'array')
      (value as unknown[]).forEach((v, i) => walk(def.element, v, [...path, i], activity))
    else if (def.type === 'object') {
      const inside = schema === Activity ? (value as Activity).id : activity
      for (const [key, inner] of Object.entries(def.shape))
        walk(inner, (value as Record<string, unknown>)[key], [...path, key], inside)
    }
  }
  walk(Strategy, strategy, [], '')
  return out
}

const eachActivity = (
  s: Strategy,
  visit: (activity: Strategy['results_framework'][number]['activities'][number], path: Path) => void
): void =>
  s.results_framework.forEach((table, t) =>
    table.activities.forEach((activity, a) => visit(activity, ['results_framework', t, 'activities', a]))
  )

/** Indicators and parents must lead to an end. Two laws may name each other: the source lists one law twice. */
const cycles = (s: Strategy): ReferenceFault[] => {
  const faults: ReferenceFault[] = []
  const check = (entries: readonly { id: string; next: string | undefined; path: Path }[]): void => {
    const next = new Map(entries.map(e => [e.id, e.next]))
    for (const { id, path } of entries) {
      const seen = new Set<string>()
      let at: string | undefined = id
      while (at !== undefined && !seen.has(at)) {
        seen.add(at)
        at = next.get(at)
      }
      if (at === id) faults.push({ path, code: 'cycle', params: { id } })
    }
  }
  check(
    s.institutions.items.map((x, i) => ({
      id: x.id,
      next: x.parent,
      path: ['institutions', 'items', i, 'parent']
    }))
  )
  const indicators: { id: string; next: string | undefined; path: Path }[] = []
  eachActivity(s, (activity, path) =>
    activity.indicators.forEach((x, i) =>
      indicators.push({ id: x.id, next: x.same_as, path: [...path, 'indicators', i, 'same_as'] })
    )
  )
  check(indicators)
  const laws = [...s.legal_framework.items, ...s.legal_framework.also_referred_to]
  laws.forEach((law, i) => {
    if (law.same_as === law.id) {
      faults.push({ path: ['legal_framework', 'items', i, 'same_as'], code: 'cycle', params: { id: law.id } })
    }
  })
  return faults
}

/** The same indicator cannot be a count in one table and a yes or no in another. */
const twins = (s: Strategy): ReferenceFault[] => {
  const kinds = new Map<string, string>()
  eachActivity(s, activity => activity.indicators.forEach(x => kinds.set(x.id, x.kind)))
  const faults: ReferenceFault[] = []
  eachActivity(s, (activity, path) =>
    activity.indicators.forEach((x, i) => {
      if (x.same_as !== undefined && kinds.get(x.same_as) !== x.kind) {
        faults.push({
          path: [...path, 'indicators', i, 'kind'],
          code: 'twins-differ',
          params: { id: x.id, same_as: x.same_as }
        })
      }
    })
  )
  return faults
}

/** `earlier`, the newest first: what the text in force has may stay where it is; what was removed once does not come back as something else. */
const reusedIds = (strategy: Strategy, earlier: readonly Strategy[]): ReferenceFault[] => {
  const placesIn = (text: Strategy) =>
    new Map([...definitions(text).defined].map(([id, { path }]) => [id, placeName(text, path)]))
  const [inForce = new Map<string, string>(), ...before] = earlier.map(placesIn)
  return [...definitions(strategy).defined].flatMap(([id, { path }]): ReferenceFault[] => {
    const was = inForce.get(id)
    if (was === undefined)
      return before.some(text => text.has(id))
        ? [{ path: [...path, 'id'], code: 'id-reused', params: { id } }]
        : []
    return was === placeName(strategy, path)
      ? []
      : [{ path: [...path, 'id'], code: 'moved', params: { id, from: was } }]
  })
}

/** Where an item stands, without its number in the list: the section, and the ids of what it stands in. */
const placeName = (strategy: Strategy, path: Path): string => {
  let at: unknown = strategy
  return path
    .flatMap((part, i) => {
      at = (at as Record<string | number, unknown>)[part]
      if (typeof part === 'string') return [part]
      return i === path.length - 1 ? [] : [String((at as { id?: unknown }).id ?? '')]
    })
    .join('.')
}
