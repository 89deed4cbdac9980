import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'مساعدة مادية (طعام، ملابس، مرافقة)',
  'help.psychological': 'دعم نفسي',
  'help.legal': 'مساعدة قانونية مجانية',
  'help.medical': 'طبيب وعلاج',
  'help.shelter': 'مأوى آمن',
  'help.immigration': 'أوراق وإقامة',
  'help.job-training': 'تدريب على العمل',
  'help.education': 'مدرسة وتعليم'
} satisfies Record<PublicDomainWord, string>
