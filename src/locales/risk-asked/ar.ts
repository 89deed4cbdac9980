import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'لا أعرف',
  'asked.not-said': 'لا أريد أن أقول',
  'asked.next': 'التالي',
  'asked.back': 'رجوع',
  'asked.aloud': 'اقرأ بصوت عالٍ',
  'asked.one-more': 'أضف واحدًا آخر',
  'asked.no-more': 'لا يوجد المزيد',
  'asked.take-away': 'احذف الأخير',
  'asked.needed': 'نحتاج إلى جواب، أو اختاروا «لا أعرف».',
  'asked.not-right': 'لا يمكن أن يكون هذا الجواب صحيحًا.',
  'asked.tick': 'نعم'
} satisfies Record<keyof typeof source, string>
