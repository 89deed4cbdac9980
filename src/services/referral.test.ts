import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountId, OrganisationId, ReferralId } from '#kernel/id.ts'
import { addDays, addMonths, dayOf, daysBetween, deadlineState, isDay } from './day.ts'
import { ReferralPacket } from './referral-packet.ts'
import {
  declineReasons,
  foldReferral,
  isReferralOpen,
  nextReferralSteps,
  recordOnReferral,
  referralDeadline,
  referralStatuses,
  revokeReasons,
  urgencies
} from './referral.ts'
import type { Referral, ReferralFact, ReferralStatus, ReferralStep } from './referral.ts'

const id = 'r' as ReferralId
const by = 'a' as AccountId
const to = 'o' as OrganisationId
const at = (day: string) => `${day}T10:00:00.000Z`

const fact = (kind: ReferralStep, day: string): ReferralFact => {
  const base = { at: at(day), by }
  switch (kind) {
    case 'referral-drafted':
      return { kind, ...base, service: 'shelter', urgency: 'soon' }
    case 'referral-sent':
      return { kind, ...base, to }
    case 'referral-declined':
      return { kind, ...base, reason: declineReasons[0] }
    case 'referral-revoked':
      return { kind, ...base, reason: revokeReasons[0] }
    default:
      return { kind, ...base }
  }
}
const fold = (...kinds: ReferralStep[]) =>
  foldReferral(
    id,
    kinds.map((kind, index) => fact(kind, addDays('2026-03-01', index)))
  )

test('a referral goes from draft to followed up', () => {
  const done = fold(
    'referral-drafted',
    'referral-sent',
    'referral-accepted',
    'service-begun',
    'service-delivered',
    'service-followed-up'
  )
  expect(done).toMatchObject({
    status: 'followed-up',
    sentOn: '2026-03-02',
    answeredOn: '2026-03-03',
    deliveredOn: '2026-03-05'
  })
  expect(fold('referral-sent')).toBeUndefined()
})

test('only what may follow is taken', () => {
  const sent = fold('referral-drafted', 'referral-sent') as Referral
  expect(recordOnReferral(sent, fact('referral-accepted', '2026-03-03')).ok).toBe(true)
  const early = recordOnReferral(sent, fact('service-delivered', '2026-03-03'))
  expect(early.ok).toBe(false)
  if (!early.ok) expect(early.problem.code).toBe('referral.not-now')
})

test('it expires only after the period', () => {
  const sent = fold('referral-drafted', 'referral-sent') as Referral
  expect(recordOnReferral(sent, fact('referral-expired', '2026-03-20')).ok).toBe(false)
  expect(recordOnReferral(sent, fact('referral-expired', '2026-04-01')).ok).toBe(true)
})

test('no sequence of allowed facts leaves the list of statuses, and every end is an end', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), choices => {
      const facts: ReferralFact[] = [fact('referral-drafted', '2026-01-01')]
      let day = '2026-01-01'
      for (const choice of choices) {
        const now = foldReferral(id, facts) as Referral
        expect(referralStatuses).toContain(now.status)
        const steps: readonly ReferralStep[] = nextReferralSteps[now.status]
        if (steps.length === 0) break
        day = addDays(day, 40)
        const outcome = recordOnReferral(now, fact(steps[choice % steps.length] as ReferralStep, day))
        expect(outcome.ok).toBe(true)
        if (outcome.ok) facts.push(...outcome.facts)
      }
      const last = foldReferral(id, facts) as Referral
      if (isReferralOpen(last.status)) expect(nextReferralSteps[last.status]).toContain('referral-revoked')
    })
  )
})

test.each([
  ['urgent', '2026-03-02', 'due', 0],
  ['urgent', '2026-03-03', 'late', -1],
  ['soon', '2026-03-02', 'ahead', 2],
  ['soon', '2026-03-04', 'due', 0],
  ['soon', '2026-03-05', 'late', -1],
  ['ordinary', '2026-03-04', 'ahead', 3],
  ['ordinary', '2026-03-05', 'due', 2],
  ['ordinary', '2026-03-07', 'due', 0],
  ['ordinary', '2026-03-08', 'late', -1]
] as const)('%s, asked on %s: %s', (urgency, today, state, daysLeft) => {
  expect(referralDeadline({ status: 'sent', urgency, sentOn: '2026-03-02' }, today)).toMatchObject({
    state,
    daysLeft
  })
})

test('what does not wait has no deadline', () => {
  for (const status of referralStatuses.filter(one => one !== 'sent') as ReferralStatus[])
    for (const urgency of urgencies)
      expect(referralDeadline({ status, urgency, sentOn: '2026-03-02' }, '2027-01-01')).toBeUndefined()
})

const packet = {
  service: 'shelter',
  urgency: 'urgent',
  isChild: false,
  language: 'sq',
  interpreter: false,
  contact: { how: 'through-case-manager' },
  riskLevel: 'high',
  adults: 1,
  childrenAges: [4],
  from: '2026-03-02'
}
test('a packet holds what its kind of help needs and refuses the rest', () => {
  expect(ReferralPacket.safeParse(packet).success).toBe(true)
  expect(ReferralPacket.safeParse({ ...packet, story: 'x' }).success).toBe(false)
  expect(ReferralPacket.safeParse({ ...packet, service: 'legal' }).success).toBe(false)
  expect(ReferralPacket.safeParse({ ...packet, from: '2026-02-30' }).success).toBe(false)
  expect(
    ReferralPacket.safeParse({ ...packet, contact: { how: 'phone', phone: '049 123 456' } }).success
  ).toBe(false)
})

test('months end where the shorter month ends', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28')
  expect(addMonths('2026-05-15', 3)).toBe('2026-08-15')
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  expect(addMonths('2026-12-31', -12)).toBe('2025-12-31')
})

test('days add up, over summer time too, and nights belong to the day on the wall', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map(date => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days)
      expect(isDay(addMonths(from, days % 50))).toBe(true)
    })
  )
  expect(dayOf('2026-07-01T22:30:00.000Z')).toBe('2026-07-02')
  expect(dayOf('2026-01-01T22:30:00.000Z')).toBe('2026-01-01')
  expect(isDay('2026-02-29')).toBe(false)
  expect(deadlineState('2026-03-02', '2026-03-01', 0)).toBe('ahead')
})
