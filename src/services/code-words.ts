// A referral has a word of its own, so that a provider who knows it does not know the case's. Stones: no name, no town, no word of this field.
import { newCodeFrom, parseCodeFrom } from '#kernel/spoken-code.ts'
import type { RandomBelow } from '#kernel/spoken-code.ts'

export const referralWords = (
  'kvarc bazalt mramor kreda ametist ahat malahit topaz tirkiz gips liskun kalcit magnetit oniks opsidijan ' +
  'dolomit feldspat bentonit porfir gnajs'
).split(' ')

export const newReferralCode = (random: RandomBelow): string => newCodeFrom(referralWords, random)
export const parseReferralCode = (text: string): string | undefined => parseCodeFrom(referralWords, text)
