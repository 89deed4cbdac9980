import { may } from '#access/verbs.ts'
import { notFound } from '#kernel/problem.ts'
import { readLineNumber } from '#line/number.server.ts'
import { lineVerbs } from '#line/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (!may(locals.actor, lineVerbs['line.set'])) throw notFound()
  return { line: (await readLineNumber(locals.actor.network)) ?? null }
}
