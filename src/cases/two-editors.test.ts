import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joined, merged } from './two-editors.ts'

test('two who change different fields both keep what they did; the same field is a clash', () => {
  const base = { gender: 'Feminine', forms: ['oblik-brak'] }
  const both = merged(base, { ...base, sector: 'F_Construction' }, { ...base, gender: 'Masculine' })
  expect(both).toEqual({
    coded: { forms: ['oblik-brak'], gender: 'Masculine', sector: 'F_Construction' },
    clash: false
  })
  expect(merged(base, { ...base, gender: 'NonConforming' }, { ...base, gender: 'Masculine' }).clash).toBe(
    true
  )
  expect(merged(base, { ...base, gender: 'Masculine' }, { ...base, gender: 'Masculine' }).clash).toBe(false)
  expect(merged(base, { gender: 'Feminine' }, base).coded.forms).toBeUndefined()
})

test('keeping both stories loses no word of either', () => {
  const story = fc.record({
    story: fc.string(),
    events: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.string())
  })
  fc.assert(
    fc.property(story, story, (theirs, mine) => {
      const both = joined(theirs, mine)
      for (const one of [theirs, mine]) {
        expect(both.story).toContain(one.story)
        for (const [id, words] of Object.entries(one.events)) expect(both.events[id]).toContain(words)
      }
    })
  )
})
