import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'نمی‌دانم',
  'asked.not-said': 'نمی‌خواهم بگویم',
  'asked.next': 'بعدی',
  'asked.back': 'برگشت',
  'asked.aloud': 'بلند بخوان',
  'asked.one-more': 'یکی دیگر اضافه کنید',
  'asked.no-more': 'دیگر نیست',
  'asked.take-away': 'آخری را حذف کنید',
  'asked.needed': 'یک پاسخ لازم است، یا «نمی‌دانم» را انتخاب کنید.',
  'asked.not-right': 'این پاسخ نمی‌تواند درست باشد.',
  'asked.tick': 'بله'
} satisfies Record<keyof typeof source, string>
