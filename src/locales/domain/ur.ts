import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'عملی مدد (کھانا، کپڑے، ساتھ جانا)',
  'help.psychological': 'نفسیاتی سہارا',
  'help.legal': 'مفت قانونی مدد',
  'help.medical': 'ڈاکٹر اور علاج',
  'help.shelter': 'محفوظ رہائش',
  'help.immigration': 'کاغذات اور قیام',
  'help.job-training': 'کام کی تربیت',
  'help.education': 'اسکول اور تعلیم'
} satisfies Record<PublicDomainWord, string>
