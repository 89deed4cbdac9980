import type source from './sr-Latn.ts'

export default {
  'case-list.status': 'Status',
  'case-list.open': 'All that are not closed',
  'case-list.stage': 'Stage',
  'case-list.any-stage': 'Any stage',
  'case-list.risk': 'Risk',
  'case-list.any-risk': 'Any risk',
  'case-list.whose': 'Whose',
  'case-list.everybodys': 'All I work on',
  'case-list.mine': 'Those I lead',
  'case-list.code': 'Code word',
  'case-list.late': 'Only what is late',
  'case-list.find': 'Show',
  'case-list.all': 'Show all',
  'case-list.none': 'No case is like this.',
  'case-list.more': 'Show more',
  'case-list.lead': '{name} leads',
  'case-list.nothing-waits': 'Nothing waits.'
} satisfies Record<keyof typeof source, string>
