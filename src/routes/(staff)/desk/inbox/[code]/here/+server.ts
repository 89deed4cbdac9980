// "Still reading": asked every twenty seconds, answered from memory, nothing is looked up and nothing logged.
import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { isStaff } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { keepReading, stopReading } from '#reports/presence.server.ts'

const Here = z.strictObject({ since: z.int().min(0), gone: z.boolean().optional() })

export const POST = post(Here, async (actor, { since, gone }, { params }) => {
  if (!isStaff(actor)) throw notFound()
  if (gone) return stopReading(actor, params.code ?? '')
  const here = keepReading(actor, params.code ?? '', since)
  if (!here) throw notFound()
  return here
})
