import { verbs } from '#access/verbs.ts'

export const reportVerbs = verbs({
  'report.submit': ['anonymous'],
  'report.come-back': ['reporter'],
  'report.reply': ['reporter'],
  'report.erase': ['reporter'],
  'report.list': ['operator'],
  'report.read': ['operator'],
  'report.show-file': ['operator'],
  'report.check-file': ['operator'],
  'report.ask': ['operator'],
  'report.assign': ['operator'],
  'report.assess': ['operator'],
  'report.mask': ['operator'],
  'report.link': ['operator'],
  'report.decide': ['operator'],
  'report.reopen': ['operator'],
  'report.keep-longer': ['operator'],
  'report.list-leaving': ['operator'],
  'report.hand-over': ['operator'],
  'report.follow': ['operator'],
  'report.list-followed': ['operator'],
  'report.ask-same-subject': ['operator'],
  'report.erase-ended': ['system'],
  'period.list': ['coordinator', 'administrator', 'operator'],
  'period.set': ['coordinator']
})
