import type source from './sr-Latn.ts'

export default {
  'mail.invitation.subject': 'An invitation',
  'mail.invitation.text':
    'You are invited to Fener. Open this address within 7 days:\n\n{link}\n\nIf you do not expect an invitation, delete this message.',
  'mail.recovered.subject': 'Your sign-in was changed',
  'mail.recovered.text':
    'The way you sign in to Fener was changed.\n\nIf it was not you, call the coordinator at once.',
  'mail.recovered.text-phone':
    'The way you sign in to Fener was changed.\n\nIf it was not you, call the coordinator at once: {phone}',
  'mail.waiting.subject': 'Something waits for you',
  'mail.waiting.text': 'Something waits for you in Fener:\n\n{link}',
  'mail.checkpoint.subject': 'A note on the log',
  'mail.checkpoint.text':
    'Keep this message. With it anyone can check that nothing has gone from the log “Who saw what”.\n\n{checkpoint}\nThe same stands here:\n\n{link}\n\nThe check: {command}'
} satisfies Record<keyof typeof source, string>
