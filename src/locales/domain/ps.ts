import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'مادي مرسته (خواړه، جامې، ملګرتیا)',
  'help.psychological': 'رواني ملاتړ',
  'help.legal': 'وړیا حقوقي مرسته',
  'help.medical': 'ډاکټر او درملنه',
  'help.shelter': 'خوندي استوګنځی',
  'help.immigration': 'اسناد او استوګنه',
  'help.job-training': 'د کار زده کړه',
  'help.education': 'ښوونځی او زده کړه'
} satisfies Record<PublicDomainWord, string>
