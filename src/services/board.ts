// The referral board: columns by what happens next, and whose turn it is.
import type { KindOfHelp } from './kinds-of-help.ts'
import type { ReferralStatus, Urgency } from './referral.ts'

export const boardColumns = ['to-send', 'sent', 'accepted', 'in-service', 'followed-up'] as const
export type BoardColumn = (typeof boardColumns)[number]

/** Where a referral stands; what is over without help stands in no column. */
export const columnOf = {
  draft: 'to-send',
  sent: 'sent',
  accepted: 'accepted',
  'in-service': 'in-service',
  delivered: 'followed-up',
  'followed-up': 'followed-up',
  declined: null,
  revoked: null,
  expired: null
} as const satisfies Record<ReferralStatus, BoardColumn | null>

export const boardViews = ['all', 'with-me', 'from-me', 'waiting', 'late'] as const
export type BoardView = (typeof boardViews)[number]

export type Card = {
  /** The referral's word; of a draft the case's. */
  code: string
  href: string
  column: BoardColumn | null
  status: ReferralStatus
  service: KindOfHelp
  urgency: Urgency
  /** null: no provider chosen yet. */
  to: string | null
  from: string | null
  caseCode: string | null
  state: 'late' | 'due' | 'ahead' | null
  days: number
  /** Sent by my case team, or to my organisation. */
  side: 'from-me' | 'with-me'
}

/** Somebody is to do something: answer it, send it, ask how it helped. */
const waits = ({ status, side }: Card): boolean =>
  status === 'draft' ||
  status === 'sent' ||
  (side === 'with-me' ? status === 'accepted' || status === 'in-service' : status === 'delivered')

export const inView = (card: Card, view: BoardView): boolean => {
  switch (view) {
    case 'all':
      return true
    case 'with-me':
    case 'from-me':
      return card.side === view
    case 'waiting':
      return waits(card)
    case 'late':
      return card.state === 'late'
  }
}
