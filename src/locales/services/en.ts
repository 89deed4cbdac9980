import type source from './sr-Latn.ts'

export default {
  'verb.referral.expire': 'a referral expired'
} satisfies Record<keyof typeof source, string>
