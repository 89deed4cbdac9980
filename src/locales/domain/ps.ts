import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'د انسانانو د قاچاق نښې مو ونه موندلې',
  'report-closing.other-matter': 'دا د بلې ادارې کار دی او ومو ویل چې کومې',
  'report-closing.not-enough-known': 'موږ پوره معلومات نه لرو',
  'report-closing.could-not-reach-anyone': 'هېچا ته ونه رسېدای شوو',
  'report-closing.known-already': 'پر دې له بل راپور څخه لا کار کوو',
  'report-closing.test-or-mistake': 'راپور ازموینه یا تېروتنه وه',
  'help.physical': 'مادي مرسته (خواړه، جامې، ملګرتیا)',
  'help.psychological': 'رواني ملاتړ',
  'help.legal': 'وړیا حقوقي مرسته',
  'help.medical': 'ډاکټر او درملنه',
  'help.shelter': 'خوندي استوګنځی',
  'help.immigration': 'اسناد او استوګنه',
  'help.job-training': 'د کار زده کړه',
  'help.education': 'ښوونځی او زده کړه',
  'whom.women': 'ښځې',
  'whom.men': 'نارینه',
  'whom.children': 'ماشومان',
  'whom.families': 'کورنۍ'
} satisfies Record<PublicDomainWord, string>
