import { verbs } from '#access/verbs.ts'

export const caseVerbs = verbs({
  'case.open': ['operator', 'case-manager'],
  'case.choose-team': ['operator', 'case-manager'],
  'case.list': ['case-manager'],
  'case.read': ['case-manager'],
  'case.show-identity': ['case-manager'],
  'case.show-file': ['case-manager'],
  'case.add-file': ['case-manager'],
  'case.check-file': ['case-manager'],
  'case.see-lookers': ['case-manager'],
  'case.record-person': ['case-manager'],
  'case.record-story': ['case-manager'],
  'case.record-step': ['case-manager'],
  'case.withdraw-consent': ['case-manager'],
  'case.refer': ['case-manager'],
  'match.ask': ['case-manager'],
  'match.list': ['case-manager'],
  'match.answer': ['case-manager'],
  'match.agree': ['case-manager'],
  'case.list-ending': ['case-manager'],
  'case.erase-ended': ['system']
})
