import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseWords } from '#cases/code-words.ts'
import { spokenCode } from './code-word.ts'

test('the same id gives the same short word and number, and no case is called so', () => {
  fc.assert(
    fc.property(fc.uuid(), id => {
      const code = spokenCode(id)
      expect(code).toBe(spokenCode(id.toLowerCase()))
      expect(code).toMatch(/^[a-z]+-[1-9]\d{0,2}$/)
      expect(caseWords).not.toContain(code.split('-')[0])
    })
  )
})
