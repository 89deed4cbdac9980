// Which counts are unusual, each with how seldom chance brings as much: every night, and as of the last day of a month for its brief.
// What comes of a rise is the caller's.
import type { Permission } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/day.ts'
import { inThread } from '#warning/thread.server.ts'
import { readCounted, type Source } from './counted.server.ts'
import type { Rise } from './rises.ts'
import { notWatched, watchedOf } from './watched.ts'

export const lookForRises = async (
  actor: Actor,
  permission: Permission,
  sources: readonly Source[],
  zone: string,
  /** As it was at the end of this day; nothing later is looked at. */
  day?: Day
): Promise<Rise[]> => {
  const { counted } = await readCounted(
    actor,
    permission,
    sources.filter(({ code }) => !notWatched.includes(code)),
    zone
  )
  const watched = [...counted].flatMap(([code, found]) => {
    const today = day !== undefined && day < found.today ? day : found.today
    return found.since > today ? [] : watchedOf(code, { ...found, today })
  })
  return inThread<Rise[]>('src/risk/trends/rises-worker.server.ts', watched)
}
