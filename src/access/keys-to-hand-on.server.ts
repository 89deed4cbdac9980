import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { keysOf } from './circles.server.ts'
import { accessVerbs } from './permissions.ts'
import { look } from './work.server.ts'

/** The actor's own wraps of the circles they may let others into. */
export const keysToHandOn = (actor: Actor) =>
  look(actor, accessVerbs['keys.list-waiting'], async ({ db }) => {
    if (actor.kind !== 'staff') throw notFound()
    const circles = [...actor.circles, ...actor.kept]
    return {
      subject: 'access.wraps/own',
      detail: { count: circles.length },
      reply: await keysOf(db, actor, circles)
    }
  })
