// What the format of the file says of each kind of item: its fields, how each is filled in, and the lists it holds. Read from the
// schema, so that a field added there is in the form, in the difference and among the faults without another word.

import type { z } from 'zod'
import { links, Strategy, type Link } from './strategy.ts'

export type Control =
  | { as: 'text' | 'lines' | 'day' | 'number' | 'number-or-text' | 'yes-no' }
  | { as: 'choice'; values: readonly string[] }
  /** `loose`: one stands as an id, several as a list. */
  | ({ as: 'links'; many: boolean; loose: boolean } & Link)
export type Field = {
  /** In its item: `sr`, `title.en`, `meta.validity_period.from`. */
  path: string
  control: Control
  /** What stands there when nothing is said; `never`: something must be. */
  absent: Absent
  /** Fields that are there together or not at all, and what stands for them when they are not. */
  group?: { path: string; absent: Absent }
}
type Absent = 'left-out' | 'null' | 'never'
/** Items that stand in an item: a list, or one alone. */
export type Held = { slot: string; list: boolean }
export type ItemKind = { slot: string; schema: z.core.$ZodType; fields: Field[]; holds: Held[] }

/** Words of one language: shown beside the same in the others. */
export const languageOf = (path: string): 'sr' | 'sq' | 'en' | undefined =>
  /(?:^|\.)(sr|sq|en)$/.exec(path)?.[1] as 'sr' | 'sq' | 'en' | undefined

/** The part without its language: what three languages have in common. */
export const stemOf = (field: string): string => field.replace(/(^|\.)(sr|sq|en)$/, '')

/** The schema without its "may be left out" and "may be null". */
export const opened = (schema: z.core.$ZodType): { node: z.core.$ZodTypes; absent: Absent } => {
  const node = schema as z.core.$ZodTypes
  const { def } = node._zod
  if (def.type === 'optional') return { ...opened(def.innerType), absent: 'left-out' }
  if (def.type === 'nullable') return { ...opened(def.innerType), absent: 'null' }
  return { node, absent: 'never' }
}

const shapeOf = (schema: z.core.$ZodType) => {
  const { def } = opened(schema).node._zod
  return def.type === 'object' ? def.shape : undefined
}
const elementOf = (schema: z.core.$ZodType) => {
  const { def } = opened(schema).node._zod
  return def.type === 'array' ? def.element : undefined
}
const isItem = (schema: z.core.$ZodType | undefined) =>
  schema !== undefined && 'id' in (shapeOf(schema) ?? {})

const controlOf = (node: z.core.$ZodTypes): Control => {
  const { def } = node._zod
  const link = links.get(node)
  switch (def.type) {
    case 'array': {
      const to = links.get(opened(def.element).node)
      return to ? { as: 'links', many: true, loose: false, ...to } : { as: 'lines' }
    }
    case 'string':
      if (link) return { as: 'links', many: false, loose: false, ...link }
      return { as: 'format' in def && def.format === 'date' ? 'day' : 'text' }
    case 'union':
      return link ? { as: 'links', many: true, loose: true, ...link } : { as: 'number-or-text' }
    case 'enum':
      return { as: 'choice', values: Object.values(def.entries).map(String) }
    case 'number':
      return { as: 'number' }
    case 'boolean':
      return { as: 'yes-no' }
    default:
      throw new Error(`no control for ${def.type}`)
  }
}

/** A title first, then the words, then the rest as the format has them; languages as people write them. */
const inReadingOrder = (fields: readonly Field[]): Field[] => {
  const stems = [...new Set(fields.map(f => stemOf(f.path)))]
  const rank = (stem: string) => (stem === 'title' || stem === 'name' ? 0 : stem === '' ? 1 : 2)
  return stems
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(stem =>
      fields
        .filter(f => stemOf(f.path) === stem)
        .toSorted((a, b) => inOrder.indexOf(languageOf(a.path)) - inOrder.indexOf(languageOf(b.path)))
    )
}
const inOrder = [undefined, 'sr', 'sq', 'en']

const kindsIn = (slot: string, schema: z.core.$ZodType): ItemKind[] => {
  const kind: ItemKind = { slot, schema, fields: [], holds: [] }
  const inside: ItemKind[] = []
  const hold = (path: string, list: boolean, item: z.core.$ZodType) => {
    kind.holds.push({ slot: path, list })
    inside.push(...kindsIn(path, item))
  }
  const walk = (object: z.core.$ZodType, path: string, group: Field['group']): void => {
    for (const [key, inner] of Object.entries(shapeOf(object) ?? {})) {
      const at = path + key
      const { node, absent } = opened(inner)
      const element = elementOf(node)
      // an id is for good, and the mark of the format is no field
      if ((at === 'id' && slot !== '') || node._zod.def.type === 'literal') continue
      if (element && isItem(element)) hold(at, true, element)
      else if (isItem(node)) hold(at, false, node)
      else if (shapeOf(node)) walk(node, `${at}.`, absent === 'never' ? group : { path: at, absent })
      else kind.fields.push({ path: at, control: controlOf(node), absent, ...(group && { group }) })
    }
  }
  walk(schema, '', undefined)
  kind.fields = inReadingOrder(kind.fields)
  return [kind, ...inside]
}

/** Every kind of item by the list it stands in; '' is the whole strategy. */
export const itemKinds: ReadonlyMap<string, ItemKind> = new Map(
  kindsIn('', Strategy).map(kind => [kind.slot, kind])
)
export const kindOf = (slot: string): ItemKind => {
  const kind = itemKinds.get(slot)
  if (!kind) throw new Error(`no list ${slot}`)
  return kind
}

const choiceWords: Record<string, string> = {
  type: 'law-type',
  kind: 'indicator-kind',
  listed: 'text.listed',
  use: 'target-use',
  link: 'link-how',
  'meta.source_language': 'language'
}
/** The message key of what can be chosen in a field. */
export const keyOfChoice = (field: string, value: string): string => `${choiceWords[field]}.${value}`

/** The lists whose items a link may point at. */
export const slotsFor: Record<Exclude<Link['to'], 'any'>, readonly string[]> = {
  institution: ['institutions.items'],
  law: ['legal_framework.items', 'legal_framework.also_referred_to'],
  activity: ['activities'],
  task: ['tasks'],
  indicator: ['indicators']
}

/** The parts of the file: a note may be about a whole one. */
export const sections: readonly string[] = Object.keys(Strategy.shape).filter(
  k => k !== 'schema' && k !== 'id'
)
