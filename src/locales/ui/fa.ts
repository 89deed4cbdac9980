import type source from './sr-Latn.ts'

export default {
  skip: 'رفتن به متن',
  leave: 'خروج',
  'leave.two': 'خروج: دو بار دیگر فشار دهید',
  'leave.one': 'خروج: یک بار دیگر فشار دهید',
  back: 'بازگشت',
  home: 'آغاز',
  language: 'زبان',
  'language.now': 'زبان: {name}',
  'errors.title': 'اینجا چیزی کم است',
  'few-people': 'کمتر از 5',
  'hidden-few': 'برای حفظ مردم پنهان است',
  slow: 'ارتباط کند است. هنوز کوشش می‌کنیم.',
  'not-found': 'اینجا چیزی برای شما نیست.',
  'not-found.help': 'اگر لازم دارید، از کسی که شما را فرستاد بپرسید.',
  'went-wrong': 'نتوانستیم این را باز کنیم. دوباره کوشش کنید.',
  'went-wrong.help': 'اگر کسی در خطر است، منتظر نمانید. تلفن کنید.',
  'made-up': 'همه چیز در اینجا ساختگی است. هیچ شخص و هیچ رویدادی واقعی نیست.'
} satisfies Record<keyof typeof source, string>
