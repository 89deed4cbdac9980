import { verbs } from '#access/verbs.ts'
import { roles } from '#kernel/actor.ts'

export const reportVerbs = verbs({
  'report.submit': ['anonymous'],
  'report.refer-by-link': ['anonymous'],
  'report.refer': roles,
  'referral-link.list': ['coordinator'],
  'referral-link.make': ['coordinator'],
  'referral-link.end': ['coordinator'],
  'report.come-back': ['reporter'],
  'report.reply': ['reporter'],
  'report.erase': ['reporter'],
  'report.prove': ['reporter'],
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
