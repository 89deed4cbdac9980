import type source from './sr-Latn.ts'

export default {
  'say.under18': 'under 18: {answer}',
  'say.decided': 'decided: {decision}',
  'follow.title': 'May follow',
  'follow.determine-age': 'Determine the age',
  'follow.determine-best-interest': 'Decide what is best for the child',
  'follow.grant-reflection': 'Grant the recovery and reflection period',
  'follow.record-form': 'Record the form of trafficking',
  'follow.decide-status': 'Record the decision on status',
  'follow.take-consent': 'Ask for consent',
  'follow.refer': 'Refer',
  'follow.end-help': 'Record how it ended',
  'follow.claim-compensation': 'Lodge a claim for compensation',
  'follow.record-protection-needs': 'Record the need for witness protection',
  'follow.ask-protection': 'Ask for a protection measure',
  'follow.answer-protection': 'Record the decision on protection',
  'follow.end-proceedings': 'Record the outcome of proceedings',
  'follow.record-payment': 'Record the payment of compensation',
  'follow.assess-return': 'Assess the risk of return',
  'follow.record-return': 'Record the return, if they went back',
  'follow.begin-follow-up': 'Go on to follow-up',
  'follow.record-reintegration': 'Record that reintegration was reached',
  'follow.close-case': 'Close the case',
  'follow.reopen-case': 'Reopen, if needed'
} satisfies Record<keyof typeof source, string>
