// Which facts of a case a person may take away as their own.
import { effectiveFacts, type CaseFact, type PlainCaseFact } from '../facts.ts'

/** The case began, ended, was kept, or left the house: that is about everybody on it. Who leads it is the team's. */
const ofEverybody: readonly CaseFact['kind'][] = [
  'case-opened',
  'case-closed',
  'case-reopened',
  'case-kept-longer',
  'record-exported'
]

/** What was recorded about this person, oldest first, as it stands after all corrections. Nothing of another person of the case. */
export const factsOfPerson = (facts: readonly CaseFact[], person: string): readonly PlainCaseFact[] =>
  effectiveFacts(facts).filter(fact =>
    'person' in fact ? fact.person === person : ofEverybody.includes(fact.kind)
  )
