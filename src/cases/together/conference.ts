// The people of a case sit down together. What is said, where and with whom from outside is sealed; here is when, who is asked and how far.
import type { Day } from '#services/index.ts'

export const conferenceStates = ['planned', 'called-off', 'held'] as const
export type ConferenceState = (typeof conferenceStates)[number]

/** Sealed with the plan of a conference. */
export type ConferenceWords = { about?: string; place?: string; guests?: string }
/** Sealed as its minutes; of the decisions each may become a task. */
export type Minutes = { text: string; decisions: string[] }

type Asked = {
  readonly members: readonly string[]
  readonly day: Day
  readonly state: ConferenceState
  readonly minutes: unknown
}

/** Planned for a day that is over, or held without minutes: somebody has still to write how it was. */
export const isToBeWritten = (one: Omit<Asked, 'members'>, today: Day): boolean =>
  one.state === 'held' ? one.minutes === null : one.state === 'planned' && one.day < today

export const isAhead = (one: Omit<Asked, 'members'>, today: Day): boolean =>
  one.state === 'planned' && one.day >= today

/** Who was asked to come is reminded of it; when none of them is on the team any more, everybody is. */
export const isConferenceOf = (
  one: Pick<Asked, 'members'>,
  account: string,
  team: readonly string[]
): boolean =>
  team.includes(account) && (one.members.includes(account) || !one.members.some(m => team.includes(m)))

/** One decision a line, as they are typed. */
export const decisionsFrom = (lines: string): string[] => [
  ...new Set(
    lines
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
  )
]

/** Both minutes, theirs first, word for word; what both wrote stands once. */
export const joinedMinutes = (theirs: Minutes, mine: Minutes): Minutes => ({
  text:
    theirs.text.trim() === mine.text.trim() || !mine.text.trim()
      ? theirs.text
      : [theirs.text, mine.text].filter(text => text.trim()).join('\n\n'),
  decisions: [...new Set([...theirs.decisions, ...mine.decisions])]
})
