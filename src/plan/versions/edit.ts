// What a person may do to a proposal item by item: say any of its fields otherwise, add, remove, put in another order, give up.

import { z } from 'zod'
import type { Strategy } from '../strategy.ts'
import { itemKinds, kindOf } from '../strategy-fields.ts'
import { diff, type Change } from './diff.ts'
import { faultsIn, isFieldOf, itemOf, wholeOf, type FieldChange } from './form.ts'
import { idsIn, itemsById, root, same, type Item } from './items.ts'
import { nameOf } from './proposal.ts'

const id = z.string().max(64)
const text = z.string().max(8000)
const value = z.union([text, z.number(), z.boolean(), z.null(), z.array(text).max(500)]).optional()
const fieldName = z.string().max(80)

export const ProposalEdit = z.discriminatedUnion('do', [
  /** `before` as the person saw it: what changed since is shown to them, and nothing is written over. */
  z.strictObject({
    do: z.literal('say'),
    id,
    fields: z
      .array(z.strictObject({ field: fieldName, before: value, after: value }))
      .min(1)
      .max(60)
  }),
  /** `next`: the last of the list as the person saw it; the new one stands behind it. Null: the list was empty. */
  z.strictObject({
    do: z.literal('add'),
    parent: id,
    slot: z.enum([...itemKinds.keys()]),
    next: id.nullable(),
    fields: z.array(z.strictObject({ field: fieldName, after: value })).max(60)
  }),
  /** `next`: the one it shall stand behind; null: it stands first. */
  z.strictObject({ do: z.literal('move'), id, next: id.nullable() }),
  z.strictObject({ do: z.literal('remove'), id }),
  /** One change of the list is given up. */
  z.strictObject({ do: z.literal('take-back'), name: z.string().max(200) })
])
export type ProposalEdit = z.infer<typeof ProposalEdit>

type Refused = {
  refused: 'proposal.no-such-item' | 'proposal.changed-meanwhile' | 'proposal.faulty-field'
  field?: string
}
const noSuchItem: Refused = { refused: 'proposal.no-such-item' }

/** The edit as changes to the text as the proposal wants it now. */
export const changesOf = (
  text: Strategy,
  edit: ProposalEdit,
  usedIds: ReadonlySet<string>,
  base: Strategy
): { changes: Change[] } | Refused => {
  const items = itemsById(text)
  switch (edit.do) {
    case 'say':
      return said(items.get(edit.id), edit.fields)
    case 'add':
      return added(items, edit, usedIds)
    case 'move': {
      const item = items.get(edit.id)
      if (!item || !isInList(items, item)) return noSuchItem
      const { parent, slot } = item
      const before = idsIn(items.values(), parent, slot)
      const after = before.filter(one => one !== edit.id)
      if (edit.next !== null && !after.includes(edit.next)) return { refused: 'proposal.changed-meanwhile' }
      after.splice(edit.next === null ? 0 : after.indexOf(edit.next) + 1, 0, edit.id)
      return { changes: same(before, after) ? [] : [{ kind: 'reordered', parent, slot, before, after }] }
    }
    case 'remove': {
      const item = items.get(edit.id)
      if (!item || !isInList(items, item)) return noSuchItem
      const { id, parent, slot, whole } = item
      return {
        changes: [{ kind: 'removed', id, parent, slot, item: whole }, ...withoutLinks(text, [id])]
      }
    }
    case 'take-back': {
      const all = diff(text, base)
      const named = all.find(change => nameOf(change) === edit.name)
      if (!named) return noSuchItem
      const back = all.filter(change => change === named || isSameWhole(items, change, named))
      // what points at a thing that is not added after all
      const gone = back.flatMap(change => (change.kind === 'removed' ? [change.id] : []))
      return { changes: [...back, ...withoutLinks(text, gone)] }
    }
    default:
      return edit satisfies never
  }
}

const isInList = (items: ReadonlyMap<string, Item>, { parent, slot }: Item): boolean =>
  kindOf(items.get(parent)?.slot ?? '').holds.some(h => h.list && h.slot === slot)

const said = (
  item: Item | undefined,
  fields: readonly { field: string; before?: z.infer<typeof value>; after?: z.infer<typeof value> }[]
): { changes: Change[] } | Refused => {
  if (!item) return noSuchItem
  const { id, slot } = item
  const kind = kindOf(slot)
  if (!fields.every(f => isFieldOf(kind, f.field))) return noSuchItem
  const [fault] = faultsIn(kind, item, fields as FieldChange[])
  if (fault) return { refused: 'proposal.faulty-field', field: fault.field }
  return {
    changes: fields
      // asked again after an answer that was lost
      .filter(({ field, after }) => !same(item.fields.get(field), after))
      .map(({ field, before, after }) => ({
        kind: 'changed',
        id,
        field,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after })
      }))
  }
}

const added = (
  items: ReadonlyMap<string, Item>,
  { parent, slot, next, fields }: Extract<ProposalEdit, { do: 'add' }>,
  usedIds: ReadonlySet<string>
): { changes: Change[] } | Refused => {
  const kind = kindOf(slot)
  const holder = items.get(parent)
  const held = holder && kindOf(holder.slot).holds.some(h => h.list && h.slot === slot)
  if (!held || !fields.every(f => isFieldOf(kind, f.field))) return noSuchItem
  const siblings = idsIn(items.values(), parent, slot)
  if ((siblings.at(-1) ?? null) !== next) return { refused: 'proposal.changed-meanwhile' }
  const id = newId([...items.values()], parent, slot, usedIds)
  const item = itemOf(
    kind,
    id,
    fields.flatMap(({ field, after }) => (after === undefined ? [] : [[field, after] as const]))
  )
  const [fault] = faultsIn(kind, undefined, fields as FieldChange[])
  if (fault) return { refused: 'proposal.faulty-field', field: fault.field }
  return { changes: [{ kind: 'added', id, parent, slot, next, item }] }
}

/** A period given up halfway would be a fault: its two days are given up together. */
const isSameWhole = (items: ReadonlyMap<string, Item>, a: Change, b: Change): boolean => {
  if (a.kind !== 'changed' || b.kind !== 'changed' || a.id !== b.id) return false
  const kind = kindOf(items.get(a.id)?.slot ?? '')
  return wholeOf(kind, a.field) === wholeOf(kind, b.field)
}

const isIn = (items: ReadonlyMap<string, Item>, item: Item | undefined, ids: readonly string[]): boolean =>
  item !== undefined && (ids.includes(item.id) || isIn(items, items.get(item.parent), ids))

/** Links from what stays to what goes are taken out with it. What ends up empty where it may not is a fault of the text, and said. */
const withoutLinks = (text: Strategy, removed: readonly string[]): Change[] => {
  const items = itemsById(text)
  const gone = new Set([...items.values()].filter(item => isIn(items, item, removed)).map(item => item.id))
  return [...items.values()]
    .filter(item => !gone.has(item.id))
    .flatMap(({ id, slot, fields }) =>
      kindOf(slot).fields.flatMap(({ path: field, control }): Change[] => {
        const before = fields.get(field)
        if (control.as !== 'links' || before === undefined) return []
        const left = [before].flat().filter(to => !gone.has(String(to)))
        if (left.length === [before].flat().length) return []
        return [{ kind: 'changed', id, field, before, ...(Array.isArray(before) && { after: left }) }]
      })
    )
}

/** As its siblings are called, the next number that no text ever used: an id is a promise's name for good. */
export const newId = (
  items: readonly Item[],
  parent: string,
  slot: string,
  used: ReadonlySet<string>
): string => {
  const last = idsIn(items, parent, slot).at(-1)
  if (last !== undefined) return nextId(last, used)
  // an empty list: as its like is called in another place (`a1-z1` in `a1`), else by the name of the list
  const like = items.find(i => i.slot === slot && i.id.startsWith(`${i.parent}-`))
  const name = like ? like.id.slice(like.parent.length + 1).replace(/\d+$/, '') : `${slot.split('.').at(-1)}-`
  const stem = (parent === root ? '' : `${parent.slice(0, 40)}-`) + name.replaceAll('_', '-')
  return nextId(`${stem}0`, used)
}

const nextId = (last: string, used: ReadonlySet<string>): string => {
  const [, before = '', letter = ''] = /^(.*-)([a-y])$/.exec(last) ?? []
  const lettered = before + String.fromCharCode(letter.charCodeAt(0) + 1)
  if (letter && !used.has(lettered)) return lettered
  const [, stem = `${last}-`, digits = ''] = /^(.*?)(\d+)$/.exec(last) ?? [null, `${last}-`, '']
  for (let n = Number(digits) + 1; ; n++) {
    const id = stem + String(n).padStart(digits.length, '0')
    if (!used.has(id)) return id
  }
}
