import { verbs } from '#access/verbs.ts'

const everybody = [
  'coordinator',
  'administrator',
  'operator',
  'case-manager',
  'provider',
  'monitoring-officer'
] as const

export const planVerbs = verbs({
  // the system reads it to remind those whose deadline comes near
  'plan.read': [...everybody, 'system'],
  'plan.add-task': ['coordinator', 'monitoring-officer'],
  'plan.propose': ['coordinator', 'monitoring-officer'],
  'plan.bring-in': ['administrator', 'coordinator', 'monitoring-officer'],
  'plan.decide': ['coordinator', 'monitoring-officer'],
  'plan.record-progress': ['coordinator', 'monitoring-officer'],
  // who owns a task tells how far it is; the rest of it is said by those who lead the plan
  'plan.tell-of-own-task': [...everybody],
  'indicator.read': [...everybody],
  'indicator.read-sql': ['monitoring-officer', 'coordinator', 'administrator'],
  'indicator.take-values': ['monitoring-officer', 'coordinator', 'system'],
  'indicator.recount': ['monitoring-officer', 'coordinator'],
  'indicator.enter-by-hand': ['monitoring-officer', 'coordinator'],
  'indicator.define': ['monitoring-officer', 'coordinator'],
  'gap.change': ['monitoring-officer', 'coordinator']
})
