import { verbs } from '#access/verbs.ts'

const circle = ['operator', 'case-manager', 'coordinator'] as const

export const alertVerbs = verbs({
  // field workers raise by what they send, the machine by what it counts; nobody of them reads it back
  'alert.raise': [...circle, 'field-worker', 'system'],
  'alert.raise-by-hand': [...circle],
  'alert.list': [...circle],
  'alert.read': [...circle],
  'alert.take': [...circle],
  'alert.give': [...circle],
  'alert.plan': [...circle],
  'alert.note': [...circle],
  'alert.extend': [...circle],
  'alert.close': [...circle],
  'alert.reopen': [...circle],
  'alert.see-left-open': ['coordinator', 'administrator'],
  'alert.erase-ended': ['system'],
  'risk.see-counts': [...circle, 'monitoring-officer']
})
