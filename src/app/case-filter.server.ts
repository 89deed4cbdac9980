import { CaseFilter } from '#cases/list-cases.server.ts'
import { readHabits } from '#identity/desk-habits.server.ts'
import type { Actor } from '#kernel/actor.ts'

/**
 * What a list of cases shows: one code word when the address asks for it (nothing else may stand there), otherwise what this person
 * chose last. A part that means nothing is left out, not refused.
 */
export const caseFilterOf = async (actor: Actor, asked: URLSearchParams): Promise<CaseFilter> => {
  const { shape } = CaseFilter
  const code = shape.code.safeParse(asked.get('code') || undefined)
  if (code.success && code.data) return { code: code.data, status: 'any' }
  const { cases } = await readHabits(actor)
  const part = <K extends 'status' | 'stage' | 'risk' | 'mine' | 'late'>(key: K) => {
    const parsed = shape[key].safeParse(cases[key])
    return parsed.success && parsed.data !== undefined ? { [key]: parsed.data } : {}
  }
  return { ...part('status'), ...part('stage'), ...part('risk'), ...part('mine'), ...part('late') }
}
