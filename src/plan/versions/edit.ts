// What a person may do to a proposal item by item; the rest (links, kinds, new tables) is done in the file itself.

import { z } from 'zod'
import type { Strategy } from '../strategy.ts'
import { diff, type Change } from './diff.ts'
import { nameOf } from './proposal.ts'
import { idsIn, itemsById, itemsOf, type Item, type JsonObject } from './items.ts'

const words = z.string().trim().min(1).max(8000)
const three = z.strictObject({ sr: words, en: words, sq: words })
const id = z.string().max(64)

/** Lists that people add to, and what a new item has beside its words. */
export const openLists = {
  introduction: {},
  goals: { titled: true },
  recommendations: { titled: true },
  actions: {},
  tasks: { more: { no: null } },
  indicators: { kinds: true, more: { no: null, tasks: [], link: 'whole_activity' } },
  'situation_analysis.gaps': {},
  'institutions.items': { more: { listed: 'text' } },
  'legal_framework.items': { more: { type: 'law' } }
} as const satisfies Record<string, { titled?: boolean; kinds?: boolean; more?: JsonObject }>
export type OpenList = keyof typeof openLists
export const isOpenList = (slot: string): slot is OpenList => Object.hasOwn(openLists, slot)

export const ProposalEdit = z.discriminatedUnion('do', [
  /** `before` as the person saw it: what changed since is shown to them, and nothing is written over. */
  z.strictObject({
    do: z.literal('say'),
    id,
    fields: z
      .array(z.strictObject({ field: z.string().max(80), before: z.string().max(8000), after: words }))
      .min(1)
      .max(12)
  }),
  z.strictObject({
    do: z.literal('add'),
    parent: id,
    slot: z.enum(Object.keys(openLists) as [OpenList, ...OpenList[]]),
    words: three,
    title: three.optional(),
    kind: z.enum(['count', 'percent', 'yes_no', 'qualitative']).optional()
  }),
  z.strictObject({ do: z.literal('remove'), id }),
  /** One change of the list is given up. */
  z.strictObject({ do: z.literal('take-back'), name: z.string().max(200) })
])
export type ProposalEdit = z.infer<typeof ProposalEdit>

/** Fields that hold words of one language: these are edited one by one. */
export const isWords = (field: string): boolean => /(^|\.)(sr|en|sq)$/.test(field)

type Refused = 'proposal.no-such-item' | 'proposal.needs-words'

/** The edit as changes to the text as the proposal wants it now. */
export const changesOf = (
  text: Strategy,
  edit: ProposalEdit,
  usedIds: ReadonlySet<string>,
  base: Strategy
): { changes: Change[] } | { refused: Refused } => {
  const items = itemsById(text)
  switch (edit.do) {
    case 'say': {
      const item = items.get(edit.id)
      if (!item || edit.fields.some(f => !isWords(f.field) || typeof item.fields.get(f.field) !== 'string'))
        return { refused: 'proposal.no-such-item' }
      return {
        changes: edit.fields.map(({ field, before, after }) => ({
          kind: 'changed',
          id: edit.id,
          field,
          before,
          after
        }))
      }
    }
    case 'add': {
      const siblings = idsIn(items.values(), edit.parent, edit.slot)
      // an empty list says nothing of what its ids look like; such a text is written in the file
      const last = siblings.at(-1)
      if (last === undefined) return { refused: 'proposal.no-such-item' }
      const list: { titled?: boolean; kinds?: boolean; more?: JsonObject } = openLists[edit.slot]
      if ((list.titled && !edit.title) || (list.kinds && !edit.kind))
        return { refused: 'proposal.needs-words' }
      const item: JsonObject = {
        id: nextId(siblings, usedIds),
        ...edit.words,
        ...list.more,
        ...(list.titled && { title: edit.title! }),
        ...(list.kinds && { kind: edit.kind! })
      }
      const { parent, slot } = edit
      return { changes: [{ kind: 'added', id: String(item.id), parent, slot, next: last, item }] }
    }
    case 'remove': {
      const item = items.get(edit.id)
      if (!item || item.parent === '' || idsIn(items.values(), item.parent, item.slot).length === 0)
        return { refused: 'proposal.no-such-item' }
      const { parent, slot, whole } = item
      const gone = new Set([...items.values()].filter(i => isIn(items, i, edit.id)).map(i => i.id))
      return {
        changes: [{ kind: 'removed', id: edit.id, parent, slot, item: whole }, ...withoutLinks(text, gone)]
      }
    }
    case 'take-back': {
      const back = diff(text, base).filter(change => nameOf(change) === edit.name)
      return back.length ? { changes: back } : { refused: 'proposal.no-such-item' }
    }
    default:
      return edit satisfies never
  }
}

const isIn = (items: ReadonlyMap<string, Item>, item: Item | undefined, id: string): boolean =>
  item !== undefined && (item.id === id || isIn(items, items.get(item.parent), id))

/** Links from what stays to what goes are taken out with it. A list that ends up empty where it may not is a fault of the text, and said. */
const withoutLinks = (text: Strategy, gone: ReadonlySet<string>): Change[] =>
  itemsOf(text)
    .filter(item => !gone.has(item.id))
    .flatMap(({ id, fields }) =>
      [...fields].flatMap(([field, before]): Change[] => {
        if (Array.isArray(before) && before.some(v => gone.has(String(v))))
          return [{ kind: 'changed', id, field, before, after: before.filter(v => !gone.has(String(v))) }]
        const single = ['same_as', 'duplicate_of', 'parent'].includes(field)
        return single && gone.has(String(before)) ? [{ kind: 'changed', id, field, before }] : []
      })
    )

/** The next number after the last sibling's that no text ever used: an id is a promise's name for good. */
export const nextId = (siblings: readonly string[], used: ReadonlySet<string>): string => {
  const last = siblings.at(-1) ?? 'item-0'
  const [, stem = `${last}-`, digits = ''] = /^(.*?)(\d+)$/.exec(last) ?? [null, `${last}-`, '']
  for (let n = Number(digits) + 1; ; n++) {
    const id = stem + String(n).padStart(digits.length, '0')
    if (!used.has(id)) return id
  }
}
