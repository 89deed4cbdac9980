import { verbs } from '#access/verbs.ts'

export const reportVerbs = verbs({
  'report.submit': ['anonymous'],
  'report.come-back': ['reporter'],
  'report.reply': ['reporter'],
  'report.erase': ['reporter'],
  'report.prove': ['reporter'],
  'report.list': ['operator'],
  'report.read': ['operator'],
  'report.show-file': ['operator'],
  'report.check-file': ['operator'],
  'report.ask': ['operator'],
  'report.assess': ['operator'],
  'report.decide': ['operator']
})
