import type source from './sr-Latn.ts'

export default {
  skip: 'إلى المحتوى',
  leave: 'خروج',
  'leave.two': 'خروج: اضغطوا مرتين بعد',
  'leave.one': 'خروج: اضغطوا مرة بعد',
  back: 'رجوع',
  home: 'البداية',
  language: 'اللغة',
  'language.now': 'اللغة: {name}',
  'errors.title': 'هناك شيء ناقص هنا',
  'few-people': 'أقل من 5',
  'hidden-few': 'مخفيّ لحماية الناس',
  slow: 'الاتصال بطيء. ما زلنا نحاول.',
  'not-found': 'لا يوجد هنا شيء لكم.',
  'not-found.help': 'إذا كنتم تحتاجون إليه، اسألوا من أرسلكم.',
  'went-wrong': 'لم نستطع فتح هذا. حاولوا مرة أخرى.',
  'went-wrong.help': 'إذا كان أحد في خطر، لا تنتظروا. اتصلوا.',
  'made-up': 'كل شيء هنا مُختلَق. لا يوجد شخص حقيقي ولا حدث حقيقي.'
} satisfies Record<keyof typeof source, string>
