import type source from './sr-Latn.ts'

export default {
  skip: 'متن پر جائیں',
  leave: 'باہر',
  'leave.two': 'باہر: دو بار اور دبائیں',
  'leave.one': 'باہر: ایک بار اور دبائیں',
  back: 'پیچھے',
  home: 'شروع',
  language: 'زبان',
  'language.now': 'زبان: {name}',
  'errors.title': 'یہاں کچھ کمی ہے',
  'few-people': '5 سے کم',
  'hidden-few': 'لوگوں کے تحفظ کے لیے چھپایا گیا',
  slow: 'لائن سست ہے۔ کوشش جاری ہے۔',
  'not-found': 'یہاں آپ کے لیے کچھ نہیں۔',
  'not-found.help': 'اگر آپ کو ضرورت ہو تو اس سے پوچھیں جس نے آپ کو بھیجا۔',
  'went-wrong': 'ہم یہ نہیں کھول سکے۔ دوبارہ کوشش کریں۔',
  'went-wrong.help': 'اگر کوئی خطرے میں ہے تو انتظار نہ کریں۔ فون کریں۔',
  'made-up': 'یہاں سب کچھ فرضی ہے۔ نہ کوئی فرد حقیقی ہے نہ کوئی واقعہ۔'
} satisfies Record<keyof typeof source, string>
