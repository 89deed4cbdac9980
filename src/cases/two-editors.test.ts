import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joined, joinedFields, merged } from './two-editors.ts'

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

test('keeping both identities loses nothing that either of them wrote', () => {
  const words = fc.constantFrom('', 'Mira', 'Vera', '044 111 222')
  const identity = fc.record({ name: words, contact: words })
  fc.assert(
    fc.property(identity, identity, identity, (base, theirs, mine) => {
      const both = joinedFields(base, theirs, mine)
      for (const field of ['name', 'contact'] as const)
        for (const one of [theirs, mine])
          if (one[field] !== base[field]) expect(both[field]).toContain(one[field])
    })
  )
  const base = { name: 'Mira', contact: '' }
  expect(joinedFields(base, { ...base, contact: '1' }, { ...base, name: 'Vera' })).toEqual({
    name: 'Vera',
    contact: '1'
  })
})
