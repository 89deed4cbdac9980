import { verbs } from '#access/verbs.ts'

export const reportVerbs = verbs({
  'report.submit': ['anonymous'],
  'report.come-back': ['reporter'],
  'report.reply': ['reporter'],
  'report.erase': ['reporter'],
  'report.list': ['operator'],
  'report.read': ['operator'],
  'report.release-held': ['operator'],
  'report.erase-held': ['operator'],
  'report.show-file': ['operator'],
  'report.check-file': ['operator'],
  'report.ask': ['operator'],
  'report.assess': ['operator'],
  'report.decide': ['operator']
})
