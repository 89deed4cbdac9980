import { verbs } from './verbs.ts'

const everybody = [
  'coordinator',
  'administrator',
  'operator',
  'case-manager',
  'provider',
  'monitoring-officer'
] as const

export const accessVerbs = verbs({
  'keys.list-waiting': ['coordinator', 'operator'],
  'keys.grant': ['coordinator', 'operator'],
  'desk.see': [...everybody],
  'audit.read': ['coordinator', 'administrator'],
  'audit.checkpoint': ['system']
})
