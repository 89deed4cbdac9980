import { verbs } from '#access/verbs.ts'

export const lineVerbs = verbs({
  'call.list': ['operator'],
  'call.take': ['operator'],
  'call.call-back': ['operator'],
  'call.erase-ended': ['system'],
  'duty.read': ['operator', 'coordinator'],
  'duty.plan': ['operator', 'coordinator'],
  'duty.swap': ['operator'],
  'duty.hand-over': ['operator'],
  'line.set': ['coordinator']
})
