import type source from './sr-Latn.ts'

export default {
  'case-list.status': 'Gjendja',
  'case-list.open': 'Të gjithë që nuk janë mbyllur',
  'case-list.stage': 'Hapi',
  'case-list.any-stage': 'Çdo hap',
  'case-list.risk': 'Rreziku',
  'case-list.any-risk': 'Çdo rrezik',
  'case-list.whose': 'I kujt',
  'case-list.everybodys': 'Të gjithë ku punoj',
  'case-list.mine': 'Ata që i udhëheq unë',
  'case-list.code': 'Fjala e kodit',
  'case-list.late': 'Vetëm ajo që vonohet',
  'case-list.find': 'Shfaq',
  'case-list.all': 'Shfaq të gjithë',
  'case-list.none': 'Asnjë rast nuk është i tillë.',
  'case-list.more': 'Shfaq më shumë',
  'case-list.lead': 'e udhëheq {name}',
  'case-list.nothing-waits': 'Asgjë nuk pret.'
} satisfies Record<keyof typeof source, string>
