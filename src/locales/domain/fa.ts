import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'نشانه‌ای از قاچاق انسان پیدا نکردیم',
  'report-closing.other-matter': 'این کار ادارهٔ دیگری است و گفتیم کدام',
  'report-closing.not-enough-known': 'به‌اندازهٔ کافی نمی‌دانیم',
  'report-closing.could-not-reach-anyone': 'نتوانستیم با کسی تماس بگیریم',
  'report-closing.known-already': 'از روی گزارش دیگری روی همین کار می‌کنیم',
  'report-closing.test-or-mistake': 'گزارش آزمایشی یا اشتباه بود',
  'help.physical': 'کمک مادی (غذا، لباس، همراهی)',
  'help.psychological': 'پشتیبانی روانی',
  'help.legal': 'کمک حقوقی رایگان',
  'help.medical': 'داکتر یا پزشک و درمان',
  'help.shelter': 'جای امن برای ماندن',
  'help.immigration': 'مدارک و اقامت',
  'help.job-training': 'آموزش کار',
  'help.education': 'درس و آموزش',
  'whom.women': 'زنان',
  'whom.men': 'مردان',
  'whom.children': 'کودکان',
  'whom.families': 'خانواده‌ها'
} satisfies Record<PublicDomainWord, string>
