// The codes of the list, for going to the next and the one before by key.
import { untrack } from 'svelte'
import { keepOrder } from './inbox-order.ts'

let list = ''
let codes = $state.raw<readonly string[]>([])
export const inboxOrder = {
  get codes() {
    return codes
  }
}
/** Another list begins at its own order; the same list keeps the order one has begun to walk through. */
export function setInboxOrder(name: string, shown: readonly string[]): void {
  codes = name === list ? untrack(() => keepOrder(codes, shown)) : shown
  list = name
}
