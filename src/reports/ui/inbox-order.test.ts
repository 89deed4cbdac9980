import { expect, it } from 'vitest'
import { keepOrder, stepFrom } from './inbox-order.ts'

it('goes forth and back through a list whose order changes as its reports are read', () => {
  const first = ['a', 'b', 'c']
  // b was read: its next deadline is later, the list has it last now
  const walked = keepOrder(first, ['a', 'c', 'b'])
  expect(stepFrom(walked, 'b', 1)).toBe('c')
  expect(stepFrom(walked, 'b', -1)).toBe('a')
})
it('leaves out what is gone, and comes to what is new at the end', () => {
  expect(keepOrder(['a', 'b', 'c'], ['d', 'c', 'a'])).toEqual(['a', 'c', 'd'])
})
it('begins at the first or the last when nothing is open, and stops at the ends', () => {
  expect([stepFrom(['a', 'b'], undefined, 1), stepFrom(['a', 'b'], undefined, -1)]).toEqual(['a', 'b'])
  expect(stepFrom(['a', 'b'], 'b', 1)).toBeUndefined()
  expect(stepFrom([], undefined, 1)).toBeUndefined()
})
