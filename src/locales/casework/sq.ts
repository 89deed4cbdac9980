import type source from './sr-Latn.ts'

export default {
  'case-tab.all': 'Faqet e rastit',
  'case-tab.overview': 'Përmbledhja',
  'case-tab.plan': 'Plani i ndihmës',
  'case-tab.consents': 'Pëlqimet',
  'case-tab.record': 'Regjistri',
  'plan-tab.empty': 'Ende nuk është planifikuar asgjë.'
} satisfies Record<keyof typeof source, string>
