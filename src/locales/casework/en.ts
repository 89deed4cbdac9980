import type source from './sr-Latn.ts'

export default {
  'case-tab.all': 'Pages of the case',
  'case-tab.overview': 'Overview',
  'case-tab.plan': 'Assistance plan',
  'case-tab.consents': 'Consents',
  'case-tab.record': 'Record',
  'plan-tab.empty': 'Nothing is planned yet.'
} satisfies Record<keyof typeof source, string>
