// New keys for the teams somebody left, made quietly by whoever of them is at the desk. One at a time and one run at a time;
// what fails is tried again at the next look, by this desk or a colleague's.
import { invalidateAll } from '$app/navigation'
import { forgetCircles, keyState, lock, openedCircles, renewCircle } from '#access/keyring.svelte.ts'
import type { Renewal, Staying } from '#access/next-epoch.ts'
import { Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'

type Kind = Renewal['kind']
export type ToCompare = { renewal: Renewal; people: Staying[] }

const state = $state<{ making: Kind | undefined; made: Kind[]; toCompare: ToCompare[] }>({
  making: undefined,
  made: [],
  toCompare: []
})
/** What the desk is making, what it made since the last page, and the teams whose people's numbers must be compared first. */
export const newKeys = state

let running: Promise<void> | undefined

/** Looks which of the person's circles need a new key and makes them. While it runs, a second call waits for the first. */
export const renewKeys = (): Promise<void> =>
  (running ??= renewAll().finally(() => {
    running = undefined
  }))

const renewAll = async () => {
  if (!keyState.open) return
  await forgetWhatWasLeft()
  const waiting = await ask<Renewal[]>('/desk/keys/waiting', {}).catch(async (refusal: unknown) => {
    // nobody is signed in here any more: the session ended, or the person's access did
    if (refusal instanceof Problem && refusal.code === 'common.not-found') await lock(true)
    return []
  })
  const toCompare: ToCompare[] = []
  for (const renewal of waiting) {
    const people = await renewOne(renewal)
    if (people.length) toCompare.push({ renewal, people })
  }
  state.making = undefined
  state.toCompare = toCompare
}

/** A team that left this person behind: its keys go from this computer's memory, and what stands on the screen with them. */
const forgetWhatWasLeft = async () => {
  const circles = openedCircles()
  if (circles.length === 0) return
  const gone = await ask<string[]>('/desk/keys/gone', { circles }).catch(() => [])
  if (gone.length === 0) return
  forgetCircles(gone)
  await invalidateAll()
}

const renewOne = async (renewal: Renewal, compared: readonly string[] = []): Promise<Staying[]> => {
  if (!keyState.open) return []
  state.making = renewal.kind
  try {
    const next = await renewCircle(renewal, compared)
    if ('unsure' in next) return next.unsure
    await ask('/desk/keys/renew', next.made)
    state.made.push(renewal.kind)
  } catch {
    // a colleague was faster, somebody left or came meanwhile, the line broke: the next look says what is still to do
  }
  return []
}

/** After a person compared the numbers by phone: those keys are wrapped for, and vouched for from now on. */
export const renewCompared = async ({ renewal, people }: ToCompare): Promise<void> => {
  await running
  await renewOne(
    renewal,
    people.map(one => `${one.account} ${one.recipient}`)
  )
  state.making = undefined
  await renewKeys()
}

/** The line about what was made goes with the page it was made on. */
export const forgetMade = () => {
  state.made = []
}

/** Nothing of this outlives the keys. */
export const forgetNewKeys = () => {
  state.making = undefined
  state.made = []
  state.toCompare = []
}
