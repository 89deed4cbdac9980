import { verbs } from '#access/verbs.ts'

export const identityVerbs = verbs({
  'people.list': [
    'coordinator',
    'administrator',
    'operator',
    'case-manager',
    'provider',
    'monitoring-officer'
  ],
  'people.invite': ['coordinator', 'administrator'],
  'people.end-access': ['coordinator', 'administrator'],
  'people.let-in-once-more': ['coordinator', 'administrator'],
  'organisation.add': ['coordinator', 'administrator'],
  'network.set-up': ['anonymous'],
  'network.make-standing': ['coordinator'],
  'invitation.accept': ['anonymous'],
  'people.recover': ['anonymous'],
  'session.open': ['anonymous'],
  'session.close': [
    'coordinator',
    'administrator',
    'operator',
    'case-manager',
    'provider',
    'monitoring-officer'
  ]
})
