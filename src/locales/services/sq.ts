import type source from './sr-Latn.ts'

export default {
  'verb.referral.expire': 'referimi skadoi'
} satisfies Record<keyof typeof source, string>
