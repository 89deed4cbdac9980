import { expect, test } from 'vitest'
import { beginningOfCode, caseWords, newCaseCode } from './code-words.ts'

test('a list is asked for codes and their beginnings, and for nothing else', () => {
  expect(beginningOfCode(' Kes ')).toBe('kes')
  expect(beginningOfCode('kesten-')).toBe('kesten-')
  expect(beginningOfCode('kesten-47')).toBe('kesten-47')
  for (const word of caseWords) expect(beginningOfCode(word)).toBe(word)
  const code = newCaseCode(below => below - 1)
  expect(beginningOfCode(code)).toBe(code)
  for (const text of [
    '',
    '-',
    'Krasniqi',
    'Mira Marković',
    'kes-4',
    'kesten 47',
    '%',
    'kesten-4%',
    '044123456'
  ])
    expect(beginningOfCode(text), text).toBeUndefined()
})
