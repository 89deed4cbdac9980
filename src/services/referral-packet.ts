// What a provider gets to read: the least that lets it say yes and help. Sealed to its circle, deleted when the referral is revoked.
// There is no field for what was done to the person, by whom, or what the case says. A form that has no place for the story does not get it.
import { z } from 'zod'
import { educationLevels } from '#kernel/htcds.ts'
import { isCountry } from '#kernel/htcds-countries.ts'
import { Day } from './day.ts'
import { urgencies } from './referral.ts'

const short = z.string().trim().min(1).max(200)
const note = z.string().trim().min(1).max(2_000)
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/)
const phone = z.string().regex(/^\+?[0-9][0-9 ()/.-]{4,23}$/)
const wished = z.enum(['woman', 'man', 'no-wish'])

/** How to reach the person without putting them in danger. Default: not at all, through the case manager. */
export const SafeContact = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('through-case-manager') }),
  z.strictObject({ how: z.literal('phone'), phone, safeHours: short, safeWord: short.optional() })
])
export type SafeContact = z.infer<typeof SafeContact>

const everyPacket = {
  urgency: z.enum(urgencies),
  /** What the person wants to be called. Not a name that is looked up anywhere. */
  calledName: short.optional(),
  isChild: z.boolean(),
  language,
  interpreter: z.boolean(),
  contact: SafeContact,
  wishes: note.optional()
}

export const ReferralPacket = z.discriminatedUnion('service', [
  z.strictObject({
    service: z.literal('physical'),
    ...everyPacket,
    needs: z.array(z.enum(['food', 'clothes', 'hygiene', 'transport', 'escort', 'phone'])).min(1)
  }),
  z.strictObject({
    service: z.literal('psychological'),
    ...everyPacket,
    need: z.enum(['crisis-now', 'talks', 'family-talks', 'child-support']),
    wishedSupporter: wished.optional()
  }),
  z.strictObject({
    service: z.literal('legal'),
    ...everyPacket,
    matters: z
      .array(
        z.enum(['proceedings', 'compensation', 'stay', 'family', 'wages', 'documents', 'non-punishment'])
      )
      .min(1),
    /** A lawyer must refuse when already working for the other side. */
    otherSide: short.optional(),
    nextDeadline: Day.optional()
  }),
  z.strictObject({
    service: z.literal('medical'),
    ...everyPacket,
    need: note,
    allergies: short.optional(),
    wishedSupporter: wished.optional()
  }),
  z.strictObject({
    service: z.literal('shelter'),
    ...everyPacket,
    riskLevel: z.enum(['low', 'medium', 'high']),
    adults: z.int().min(0).max(20),
    childrenAges: z.array(z.int().min(0).max(17)).max(20),
    accessNeeds: short.optional(),
    from: Day
  }),
  z.strictObject({
    service: z.literal('immigration'),
    ...everyPacket,
    citizenship: z.array(z.string().refine(isCountry)).max(5),
    documents: z.enum(['has', 'has-some', 'taken-or-lost', 'never-had', 'not-known']),
    wants: z.array(z.enum(['stay', 'asylum', 'return', 'family-reunification', 'documents'])).min(1)
  }),
  z.strictObject({
    service: z.literal('job-training'),
    ...everyPacket,
    education: z.enum(educationLevels).optional(),
    mayWork: z.enum(['yes', 'no', 'not-known']),
    interests: note.optional()
  }),
  z.strictObject({
    service: z.literal('education'),
    ...everyPacket,
    /** Point 10 of the action plan: in communities of the person's own language. */
    languageOfTeaching: language,
    age: z.int().min(3).max(99).optional(),
    lastGrade: short.optional()
  })
])
export type ReferralPacket = z.infer<typeof ReferralPacket>
