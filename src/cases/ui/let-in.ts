// Letting a colleague into a case: every key of it that this desk holds, wrapped here for theirs, whose number was compared by phone.
import { wrapFor } from '#access/keyring.svelte.ts'
import { Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'
import type { TeamKeys } from '../together/team.server.ts'
import { sealForCase } from './sealed.ts'

export type Colleague = { id: string; name: string; recipient: string; organisation: string }
type OfCase = { id: string; code: string; circle: string }

const keysOfTeam = (of: OfCase) => ask<TeamKeys>(`/desk/cases/${of.code}/work/team/keys`, { case: of.id })

/** A key that was renewed, or a referral that went out, in the meantime: read again, once. */
const anewOnce = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'keys.changed') throw error
    return act()
  }
}

const add = async (of: OfCase, { circles, keys }: TeamKeys, colleague: Colleague) => {
  const wraps = []
  for (const { circle, epoch } of circles.filter(c => c.held)) {
    const place = { circle: circle as string, epoch }
    const to = { account: colleague.id, recipient: colleague.recipient }
    wraps.push({ ...place, ...(await wrapFor(keys, place, to)) })
  }
  await ask(`/desk/cases/${of.code}/work/team/add`, { case: of.id, account: colleague.id, wraps })
}

export const letIn = (of: OfCase, colleague: Colleague): Promise<void> =>
  anewOnce(async () => add(of, await keysOfTeam(of), colleague))

/** `fact` is made once, so that sending again after a broken line hands over once. `newcomer` is let in before. */
export const giveWork = async (
  of: OfCase,
  work: { fact: string; from: string; to: string; text: string },
  newcomer?: Colleague
): Promise<void> => {
  if (newcomer)
    await letIn(of, newcomer).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'team.already') throw error
    })
  await anewOnce(async () => {
    const { keys } = await keysOfTeam(of)
    const { fact, from, to, text } = work
    const note = await sealForCase({ keys, circle: of.circle as never }, 'note', 'cases.facts', fact, 1, {
      text
    })
    await ask(`/desk/cases/${of.code}/work/hand-over`, { case: of.id, fact, from, to, note })
  })
}
