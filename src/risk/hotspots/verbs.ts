import { verbs } from '#access/verbs.ts'

const members = ['operator', 'case-manager', 'coordinator'] as const

export const hotspotVerbs = verbs({
  // outside the early-warning circle without a small number
  'hotspot.see-map': [...members, 'monitoring-officer'],
  'hotspot.scan': [...members],
  'hotspot.read-scan': [...members],
  'hotspot.raise-alert': [...members],
  'boundary.bring-in': ['coordinator', 'administrator'],
  'boundary.choose': ['coordinator', 'administrator'],
  'population.set': ['coordinator', 'administrator'],
  'municipality.count': ['coordinator', 'administrator']
})
