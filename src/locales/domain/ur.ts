import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'ہمیں انسانی اسمگلنگ کی کوئی علامت نہیں ملی',
  'report-closing.other-matter': 'یہ کسی دوسرے ادارے کا کام ہے اور ہم نے بتا دیا کہ کس کا',
  'report-closing.not-enough-known': 'ہمیں کافی معلومات نہیں',
  'report-closing.could-not-reach-anyone': 'ہم کسی سے رابطہ نہیں کر سکے',
  'report-closing.known-already': 'ہم ایک اور رپورٹ کے ذریعے اس پر پہلے سے کام کر رہے ہیں',
  'report-closing.test-or-mistake': 'رپورٹ آزمائش یا غلطی تھی',
  'help.physical': 'عملی مدد (کھانا، کپڑے، ساتھ جانا)',
  'help.psychological': 'نفسیاتی سہارا',
  'help.legal': 'مفت قانونی مدد',
  'help.medical': 'ڈاکٹر اور علاج',
  'help.shelter': 'محفوظ رہائش',
  'help.immigration': 'کاغذات اور قیام',
  'help.job-training': 'کام کی تربیت',
  'help.education': 'اسکول اور تعلیم',
  'whom.women': 'خواتین',
  'whom.men': 'مرد',
  'whom.children': 'بچے',
  'whom.families': 'خاندان'
} satisfies Record<PublicDomainWord, string>
