import { z } from 'zod'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'

export const OpenedCircles = z.strictObject({ circles: z.array(z.uuid()).max(5_000) })

/** Of the circles a desk has keys of in its memory, those its person is in no more. Says of a foreign one what it says of one that is not there. */
export const goneFrom = (actor: Actor, circles: readonly string[]): string[] => {
  if (!isStaff(actor)) throw notFound()
  const held = new Set<string>([...actor.circles, ...actor.kept])
  return circles.filter(circle => !held.has(circle))
}
