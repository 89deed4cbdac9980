import { verbs } from './verbs.ts'

const everybody = [
  'coordinator',
  'administrator',
  'operator',
  'case-manager',
  'provider',
  'field-worker',
  'monitoring-officer'
] as const

export const accessVerbs = verbs({
  'keys.list-waiting': ['coordinator', 'operator'],
  'keys.grant': ['coordinator', 'operator'],
  // whoever holds a circle's key renews it: which circles those are, the circles say
  'keys.list-renewals': [...everybody],
  'keys.renew': [...everybody],
  'desk.see': [...everybody],
  // whoever types something that is sealed
  'draft.keep': ['operator', 'case-manager', 'provider', 'coordinator', 'monitoring-officer'],
  'audit.read': ['coordinator', 'administrator'],
  'audit.checkpoint': ['system']
})
