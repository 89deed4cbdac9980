import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'لم نجد علامات على الاتجار بالبشر',
  'report-closing.other-matter': 'هذا من شأن جهة أخرى، وقلنا أي جهة',
  'report-closing.not-enough-known': 'لا نعرف ما يكفي',
  'report-closing.could-not-reach-anyone': 'لم نستطع الوصول إلى أحد',
  'report-closing.known-already': 'نعمل على هذا الأمر من خلال بلاغ آخر',
  'report-closing.test-or-mistake': 'كان البلاغ تجربة أو خطأ',
  'help.physical': 'مساعدة مادية (طعام، ملابس، مرافقة)',
  'help.psychological': 'دعم نفسي',
  'help.legal': 'مساعدة قانونية مجانية',
  'help.medical': 'طبيب وعلاج',
  'help.shelter': 'مأوى آمن',
  'help.immigration': 'أوراق وإقامة',
  'help.job-training': 'تدريب على العمل',
  'help.education': 'مدرسة وتعليم',
  'whom.women': 'نساء',
  'whom.men': 'رجال',
  'whom.children': 'أطفال',
  'whom.families': 'عائلات'
} satisfies Record<PublicDomainWord, string>
