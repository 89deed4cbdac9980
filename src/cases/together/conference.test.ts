import { expect, it } from 'vitest'
import { decisionsFrom, isAhead, isConferenceOf, isToBeWritten, joinedMinutes } from './conference.ts'

const planned = { members: ['ana'], day: '2026-03-02', state: 'planned', minutes: null } as const

it('is ahead until its day is over, and then to be written until there are minutes', () => {
  const on = (today: string) => [isAhead(planned, today), isToBeWritten(planned, today)]
  expect(on('2026-03-01')).toEqual([true, false])
  expect(on('2026-03-02')).toEqual([true, false])
  expect(on('2026-03-03')).toEqual([false, true])
  const held = { ...planned, state: 'held' } as const
  expect([isAhead(held, '2026-03-02'), isToBeWritten(held, '2026-03-02')]).toEqual([false, true])
  expect(isToBeWritten({ ...held, minutes: { rev: 1 } }, '2026-03-09')).toBe(false)
  const off = { ...planned, state: 'called-off' } as const
  expect([isAhead(off, '2026-03-01'), isToBeWritten(off, '2026-03-09')]).toEqual([false, false])
})

it('reminds who was asked, and everybody when none of them is there any more', () => {
  expect(isConferenceOf(planned, 'ana', ['ana', 'lule'])).toBe(true)
  expect(isConferenceOf(planned, 'lule', ['ana', 'lule'])).toBe(false)
  expect(isConferenceOf(planned, 'lule', ['lule', 'vera'])).toBe(true)
  expect(isConferenceOf(planned, 'ana', ['lule'])).toBe(false)
})

it('takes decisions a line, and joins two minutes without losing or doubling a word', () => {
  expect(decisionsFrom(' call the school\n\n find a bed \ncall the school')).toEqual([
    'call the school',
    'find a bed'
  ])
  const theirs = { text: 'All came.', decisions: ['a', 'b'] }
  expect(joinedMinutes(theirs, { text: 'Late start.', decisions: ['b', 'c'] })).toEqual({
    text: 'All came.\n\nLate start.',
    decisions: ['a', 'b', 'c']
  })
  expect(joinedMinutes(theirs, { text: ' ', decisions: [] })).toEqual(theirs)
  expect(joinedMinutes({ text: '', decisions: [] }, theirs)).toEqual(theirs)
})
