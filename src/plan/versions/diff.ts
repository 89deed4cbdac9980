// What differs between two texts of a strategy, by id; and the same changes made to a text that moved meanwhile.

import type { Strategy } from '../strategy.ts'
import { idsIn, itemsById, listIn, same, setField, type Item, type Json, type JsonObject } from './items.ts'

export type Change =
  | { kind: 'changed'; id: string; field: string; before?: Json; after?: Json }
  /** `next` is the item it stands behind; null: it stands first. */
  | { kind: 'added'; id: string; parent: string; slot: string; next: string | null; item: JsonObject }
  | { kind: 'removed'; id: string; parent: string; slot: string; item: JsonObject }
  | { kind: 'reordered'; parent: string; slot: string; before: string[]; after: string[] }

/** One thing that both changed: what the proposal wants, and what stands there now. `gone`: the item itself, or what it stood in. */
export type Conflict = { change: Change; gone: boolean; now?: Json }

const elsewhere = (a: Item, b: Item): boolean => a.parent !== b.parent || a.slot !== b.slot

export const diff = (before: Strategy, after: Strategy): Change[] => {
  const [old, fresh] = [itemsById(before), itemsById(after)]
  const changes: Change[] = []
  /** With its parent gone or moved, an item is told with it. */
  const stays = (id: string): boolean => {
    const [a, b] = [old.get(id), fresh.get(id)]
    return a !== undefined && b !== undefined && !elsewhere(a, b)
  }
  const withParent = (item: Item) => item.parent === '' || stays(item.parent)
  for (const item of old.values())
    if (!stays(item.id) && withParent(item))
      changes.push({
        kind: 'removed',
        id: item.id,
        parent: item.parent,
        slot: item.slot,
        item: item.whole
      })
  for (const item of fresh.values()) {
    const was = old.get(item.id)
    if (was && stays(item.id)) changes.push(...changedFields(was, item))
    else if (withParent(item)) {
      const { id, parent, slot, whole } = item
      const siblings = idsIn(fresh.values(), parent, slot)
      changes.push({
        kind: 'added',
        id,
        parent,
        slot,
        next: siblings[siblings.indexOf(id) - 1] ?? null,
        item: whole
      })
    }
  }
  return [...changes, ...reordered(old, fresh, stays)]
}

const changedFields = (a: Item, b: Item): Change[] =>
  [...new Set([...a.fields.keys(), ...b.fields.keys()])]
    .filter(field => !same(a.fields.get(field), b.fields.get(field)))
    .map(field => {
      const [before, after] = [a.fields.get(field), b.fields.get(field)]
      return {
        kind: 'changed',
        id: a.id,
        field,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after })
      }
    })

const reordered = (old: Map<string, Item>, fresh: Map<string, Item>, stays: (id: string) => boolean) => {
  const lists = new Map<string, { parent: string; slot: string }>()
  for (const { parent, slot } of old.values()) lists.set(`${parent} ${slot}`, { parent, slot })
  const found: Change[] = []
  for (const { parent, slot } of lists.values()) {
    const before = idsIn(old.values(), parent, slot).filter(stays)
    const after = idsIn(fresh.values(), parent, slot).filter(stays)
    if (before.join() !== after.join()) found.push({ kind: 'reordered', parent, slot, before, after })
  }
  return found
}

/**
 * The changes made to a text. What stands there is what the change started from, or the change is a conflict and is not made;
 * everything else is.
 */
export const apply = (
  text: Strategy,
  changes: readonly Change[]
): { text: Strategy; conflicts: Conflict[] } => {
  const result = structuredClone(text)
  const conflicts: Conflict[] = []
  for (const change of inTurn(changes)) {
    const items = itemsById(result)
    const conflict = step[change.kind](items, change as never)
    if (conflict) conflicts.push({ change, ...conflict })
  }
  return { text: result, conflicts }
}

/** Room is made and order brought before anything is put in, and a field goes before what stands in its place. */
const inTurn = (changes: readonly Change[]): Change[] => changes.toSorted((a, b) => turn(a) - turn(b))
const turn = (change: Change): number =>
  change.kind === 'changed' && change.after !== undefined
    ? 2
    : { removed: 0, changed: 1, reordered: 3, added: 4 }[change.kind]

type Items = Map<string, Item>
type Of<K extends Change['kind']> = Extract<Change, { kind: K }>
type Stopped = Omit<Conflict, 'change'> | undefined
const gone = { gone: true }
const stands = (now: Json | undefined) => ({ gone: false, ...(now !== undefined && { now }) })
const step: { [K in Change['kind']]: (items: Items, change: Of<K>) => Stopped } = {
  changed: (items, { id, field, before, after }) => {
    const item = items.get(id)
    if (!item) return gone
    const now = item.fields.get(field)
    if (same(now, after)) return undefined
    if (!same(now, before)) return stands(now)
    setField(item.whole, field, after)
    return undefined
  },
  added: (items, { id, parent, slot, next, item }) => {
    const there = items.get(id)
    if (there) return same(there.whole, item) ? undefined : stands(there.whole)
    const holder = items.get(parent)
    const list = holder && listIn(holder.whole, slot)
    if (!list) return gone
    const behind = next === null ? -1 : list.findIndex(i => i.id === next)
    list.splice(next !== null && behind === -1 ? list.length : behind + 1, 0, structuredClone(item))
    return undefined
  },
  removed: (items, { id, parent, slot, item }) => {
    const there = items.get(id)
    if (!there) return undefined
    if (!same(there.whole, item)) return stands(there.whole)
    const list = listIn(items.get(parent)?.whole ?? {}, slot)
    const at = list?.findIndex(i => i.id === id) ?? -1
    if (at === -1) return stands(there.whole)
    list!.splice(at, 1)
    return undefined
  },
  reordered: (items, { parent, slot, after }) => {
    const list = listIn(items.get(parent)?.whole ?? {}, slot)
    if (!list) return undefined
    // those both know change places among themselves; what came meanwhile stays where it is
    const wanted = after.map(id => list.find(i => i.id === id)).filter(i => i !== undefined)
    const places = list.flatMap((i, at) => (wanted.includes(i) ? [at] : []))
    places.forEach((at, i) => (list[at] = wanted[i]!))
    return undefined
  }
}

/** The same wish on the ground of what stands now: the person has seen both and keeps the proposal's. A thing that is gone stays gone. */
export const insist = ({ change, gone, now }: Conflict): Change | undefined => {
  if (gone) return undefined
  if (change.kind === 'changed') {
    const { before: _, ...wish } = change
    return now === undefined ? wish : { ...wish, before: now }
  }
  return change.kind === 'removed' ? { ...change, item: now as JsonObject } : undefined
}
