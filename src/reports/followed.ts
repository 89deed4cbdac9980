// What became of what was handed to another body (REP7): dated facts, folded. Codes and days only; the file number, who is meant
// and what was said stand sealed beside the fact.
import { z } from 'zod'
import type { AccountId } from '#kernel/id.ts'
import { refuse } from '#kernel/problem.ts'
import type { Outcome } from '#kernel/problem.ts'
import { dayOf } from '#cases/index.ts'
import type { Day, Instant } from '#cases/index.ts'
import type { Body } from './facts.ts'

export const handOverWays = ['letter', 'meeting', 'phone', 'electronic'] as const
export const bodyResults = ['convicted', 'acquitted', 'fined', 'measures-taken', 'other-result'] as const
export const dropReasons = [
  'not-enough-evidence',
  'no-offence',
  'time-barred',
  'suspect-unknown',
  'no-reason-given'
] as const

const on = z.iso.date()
const kind = <K extends string>(name: K) => ({ kind: z.literal(name) })

/** What a person records. `on` is the day it happened, which may be earlier than today. */
export const FollowStep = z.discriminatedUnion('kind', [
  z.strictObject({ ...kind('handed-over'), on, way: z.enum(handOverWays) }),
  z.strictObject({ ...kind('receipt-confirmed'), on }),
  z.strictObject({ ...kind('investigation-opened'), on }),
  z.strictObject({ ...kind('charges-brought'), on }),
  z.strictObject({ ...kind('body-decided'), on, result: z.enum(bodyResults) }),
  z.strictObject({ ...kind('dropped'), on, why: z.enum(dropReasons) }),
  z.strictObject({ ...kind('asked-again'), on, way: z.enum(handOverWays) }),
  z.strictObject({ ...kind('no-answer'), on }),
  /** Something was learned that is no stage: a file number, who works on it. The words are sealed. */
  z.strictObject({ ...kind('noted'), on })
])
export type FollowStep = z.infer<typeof FollowStep>

type Written = { readonly at: Instant; readonly by: AccountId }
export type FollowFact =
  | ({ readonly kind: 'follow-up-begun'; readonly on: Day; readonly body: Body } & Written)
  | ({ readonly kind: 'follow-up-cancelled'; readonly on: Day } & Written)
  | (FollowStep & Written)
export type FollowKind = FollowFact['kind']

export const followStatuses = [
  'to-send',
  'sent',
  'received',
  'investigated',
  'charged',
  'decided',
  'dropped',
  'no-answer',
  'cancelled'
] as const
export type FollowStatus = (typeof followStatuses)[number]

const yes = true
const no = false
/** Once it is out, the stages may come in any order and be skipped: other bodies tell us what they like, when they like. */
const out = {
  'follow-up-begun': no,
  'follow-up-cancelled': no,
  'handed-over': no,
  'receipt-confirmed': yes,
  'investigation-opened': yes,
  'charges-brought': yes,
  'body-decided': yes,
  dropped: yes,
  'asked-again': yes,
  'no-answer': yes,
  noted: yes
} as const
/** Each stage leaves the ones before it behind; an end can be followed by a new beginning, for prosecutors reopen and courts change. */
const table = {
  'to-send': {
    'follow-up-begun': no,
    'follow-up-cancelled': yes,
    'handed-over': yes,
    'receipt-confirmed': no,
    'investigation-opened': no,
    'charges-brought': no,
    'body-decided': no,
    dropped: no,
    'asked-again': no,
    'no-answer': no,
    noted: yes
  },
  sent: out,
  received: { ...out, 'receipt-confirmed': no },
  investigated: { ...out, 'receipt-confirmed': no, 'investigation-opened': no },
  charged: { ...out, 'receipt-confirmed': no, 'investigation-opened': no, 'charges-brought': no },
  decided: {
    ...out,
    'receipt-confirmed': no,
    'asked-again': no,
    'no-answer': no,
    'investigation-opened': yes
  },
  dropped: { ...out, 'receipt-confirmed': no, 'asked-again': no, 'no-answer': no, dropped: no },
  'no-answer': { ...out, 'no-answer': no },
  cancelled: {
    'follow-up-begun': no,
    'follow-up-cancelled': no,
    'handed-over': no,
    'receipt-confirmed': no,
    'investigation-opened': no,
    'charges-brought': no,
    'body-decided': no,
    dropped: no,
    'asked-again': no,
    'no-answer': no,
    noted: no
  }
} as const satisfies Record<FollowStatus, Record<FollowKind, boolean>>

export const followKinds = Object.keys(table['to-send']) as readonly FollowKind[]
export const mayBeRecorded = (status: FollowStatus, step: FollowKind): boolean => table[status][step]
/** What a person may record now; beginning and cancelling come with the decision and its undoing. */
export const nextFollowSteps = (status: FollowStatus): readonly FollowStep['kind'][] =>
  followKinds.filter(
    (step): step is FollowStep['kind'] =>
      step !== 'follow-up-begun' && step !== 'follow-up-cancelled' && mayBeRecorded(status, step)
  )

export type FollowUp = {
  readonly body: Body
  readonly begunOn: Day
  readonly status: FollowStatus
  readonly sentOn?: Day
  /** The last day on which something was done or heard. */
  readonly heardOn: Day
}

const statusAfter = {
  'follow-up-begun': 'to-send',
  'follow-up-cancelled': 'cancelled',
  'handed-over': 'sent',
  'receipt-confirmed': 'received',
  'investigation-opened': 'investigated',
  'charges-brought': 'charged',
  'body-decided': 'decided',
  dropped: 'dropped',
  'asked-again': undefined,
  'no-answer': 'no-answer',
  noted: undefined
} as const satisfies Record<FollowKind, FollowStatus | undefined>

/** Undefined when the facts do not begin with a beginning. */
export const foldFollowUp = (facts: readonly FollowFact[]): FollowUp | undefined => {
  const [first, ...rest] = facts
  if (first?.kind !== 'follow-up-begun') return undefined
  const start: FollowUp = { body: first.body, begunOn: first.on, status: 'to-send', heardOn: first.on }
  return rest.reduce<FollowUp>(
    (one, fact) => ({
      ...one,
      status:
        statusAfter[fact.kind] ??
        (one.status === 'no-answer' && fact.kind === 'asked-again' ? 'sent' : one.status),
      heardOn: fact.on > one.heardOn ? fact.on : one.heardOn,
      ...(fact.kind === 'handed-over' ? { sentOn: fact.on } : {})
    }),
    start
  )
}

/** Nothing is waited for any more. */
export const isOver = (status: FollowStatus): boolean =>
  status === 'decided' || status === 'dropped' || status === 'no-answer' || status === 'cancelled'

export const recordOnFollowUp = (one: FollowUp, fact: FollowFact): Outcome<{ readonly fact: FollowFact }> => {
  if (!mayBeRecorded(one.status, fact.kind)) return refuse('followed.not-now', 409)
  if (fact.on > dayOf(fact.at)) return refuse('followed.not-yet-happened', 400)
  // What comes back cannot have come before it went out. Going out may be older than the decision: danger does not wait for a form.
  if (one.sentOn && fact.on < one.sentOn) return refuse('followed.too-early', 400)
  return { ok: true, fact }
}
