import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'کمک مادی (غذا، لباس، همراهی)',
  'help.psychological': 'پشتیبانی روانی',
  'help.legal': 'کمک حقوقی رایگان',
  'help.medical': 'داکتر یا پزشک و درمان',
  'help.shelter': 'جای امن برای ماندن',
  'help.immigration': 'مدارک و اقامت',
  'help.job-training': 'آموزش کار',
  'help.education': 'درس و آموزش'
} satisfies Record<PublicDomainWord, string>
