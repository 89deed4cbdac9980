import fc from 'fast-check'
import { expect, it } from 'vitest'
import { child, fact, she } from '../examples.ts'
import { caseSteps } from '../facts.ts'
import { factsOfPerson } from './of-person.ts'

const opened = fact('case-opened')

it('are those about the person, as corrected, and what is about everybody', () => {
  const risk = fact('risk-assessed')
  const right = { ...risk, level: 'low' as const }
  const facts = [
    opened,
    fact('case-assigned'),
    fact('person-recorded'),
    fact('person-recorded', { person: child, role: 'suspect' }),
    risk,
    fact('correction', { of: risk.id, instead: right }),
    fact('record-exported')
  ]
  expect(factsOfPerson(facts, she).map(each => each.kind)).toEqual([
    'case-opened',
    'person-recorded',
    'risk-assessed',
    'record-exported'
  ])
  expect(factsOfPerson(facts, she)[2]).toMatchObject({ level: 'low' })
})

it('never hold anything of another person, whatever was recorded', () => {
  const step = fc.constantFrom(...caseSteps.filter(kind => kind !== 'correction'))
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.boolean()), { maxLength: 30 }), steps => {
      const facts = steps.map(([kind, mine]) => {
        const made = fact(kind)
        return 'person' in made ? { ...made, person: mine ? she : child } : made
      })
      const hers = factsOfPerson([opened, ...facts], she)
      for (const each of hers) if ('person' in each) expect(each.person).toBe(she)
      for (const each of facts) if ('person' in each && each.person === she) expect(hers).toContainEqual(each)
    })
  )
})
