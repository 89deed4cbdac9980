// Every night: which counts are unusual, each with how seldom chance brings as much. What comes of a rise is the caller's.
import type { SystemActor } from '#kernel/actor.ts'
import { inThread } from '#warning/thread.server.ts'
import { readCounted, type Source } from './counted.server.ts'
import type { Rise } from './rises.ts'
import { trendVerbs } from './verbs.ts'
import { notWatched, watchedOf } from './watched.ts'

export const lookForRises = async (
  system: SystemActor,
  sources: readonly Source[],
  zone: string
): Promise<Rise[]> => {
  const { counted } = await readCounted(
    system,
    trendVerbs['trend.look-for-rises'],
    sources.filter(({ code }) => !notWatched.includes(code)),
    zone
  )
  const watched = [...counted].flatMap(([code, found]) => watchedOf(code, found))
  return inThread<Rise[]>('src/risk/trends/rises-worker.server.ts', watched)
}
