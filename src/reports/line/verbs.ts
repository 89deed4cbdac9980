import { verbs } from '#access/verbs.ts'

export const lineVerbs = verbs({
  'call.begin': ['operator'],
  'call.keep-draft': ['operator'],
  'call.discard-draft': ['operator'],
  'call.save': ['operator'],
  'call.end-without-words': ['operator'],
  'call.record-missed': ['operator'],
  'call.list-call-backs': ['operator'],
  'call.read-call-back': ['operator'],
  'call.follow-call-back': ['operator'],
  'duty.read': ['operator', 'coordinator'],
  'duty.plan': ['operator', 'coordinator'],
  'duty.ask-swap': ['operator'],
  'duty.answer-swap': ['operator'],
  'duty.write-hand-over': ['operator'],
  'duty.read-hand-over': ['operator'],
  'duty.set-line': ['coordinator']
})
