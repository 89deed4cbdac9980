import { expect, it } from 'vitest'
import { boardViews, columnOf, inView, type Card } from './board.ts'
import { isReferralOpen, referralStatuses } from './referral.ts'

const card = (change: Partial<Card> = {}): Card => ({
  code: 'kvarc-1',
  href: '/desk/referrals/kvarc-1',
  column: 'sent',
  status: 'sent',
  service: 'legal',
  urgency: 'soon',
  to: 'o',
  from: 'p',
  caseCode: null,
  state: 'late',
  days: 3,
  side: 'with-me',
  ...change
})

it('has a column for every open referral: nothing that goes on is out of sight', () => {
  for (const status of referralStatuses)
    if (isReferralOpen(status)) expect(columnOf[status], status).not.toBeNull()
  expect(columnOf.delivered).not.toBeNull()
})

it('shows what is with me, from me, waiting and late', () => {
  const seen = (one: Card) => boardViews.filter(view => inView(one, view))
  expect(seen(card())).toEqual(['all', 'with-me', 'waiting', 'late'])
  expect(seen(card({ status: 'accepted', state: null }))).toEqual(['all', 'with-me', 'waiting'])
  expect(seen(card({ status: 'accepted', state: null, side: 'from-me' }))).toEqual(['all', 'from-me'])
  expect(seen(card({ status: 'delivered', state: null, side: 'from-me' }))).toEqual([
    'all',
    'from-me',
    'waiting'
  ])
  expect(seen(card({ status: 'delivered', state: null }))).toEqual(['all', 'with-me'])
  expect(seen(card({ status: 'draft', state: null, side: 'from-me' }))).toEqual(['all', 'from-me', 'waiting'])
  expect(seen(card({ status: 'revoked', state: null, side: 'from-me' }))).toEqual(['all', 'from-me'])
})
