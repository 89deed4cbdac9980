import { expect, it } from 'vitest'
import { shownNames, triedScore } from './preview.ts'
import { exampleForm } from './testing/examples.ts'

const form = exampleForm()
const always = ['hello', 'language', 'with', 'days', 'papers', 'sum']

it('asks what the answers ask for, and counts their points', () => {
  const shown = (answers: Record<string, string | string[]>) => [...shownNames(form, answers)]
  expect(shown({})).toEqual(always)
  expect(shown({ with: ['children'] })).toContain('child')
  expect(shown({ with: ['children'], child_age: '5' })).not.toContain('child_school')
  expect(shown({ with: ['children'], child_age: '6' })).toContain('child_school')
  // what stands in a repeat that is not asked is not asked
  expect(shown({ with: ['alone'], child_age: '6' })).toEqual(always)
  expect(shown({ papers: 'not-known' })).toContain('since')
  expect(shown({ papers: 'no' })).not.toContain('since')
  const answers = { with: ['alone'], papers: 'yes' }
  expect(triedScore(form, answers, shownNames(form, answers))).toBe(5)
  expect(triedScore(form, answers, new Set())).toBe(0)
})
