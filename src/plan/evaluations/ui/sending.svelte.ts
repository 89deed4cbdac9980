// One thing is sent at a time; what was typed stays in its field until the server has it.
import { invalidateAll } from '$app/navigation'
import { asProblem, type Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'
import { oneAtATime } from '#ui/one-at-a-time.svelte.ts'

export const sending = () => {
  const one = oneAtATime()
  return {
    get busy() {
      return one.busy
    },
    get problem() {
      return one.problem
    },
    /** Gives undefined when it was done, else why not. Another person's change is read anew, so that both can be shown. */
    async send(path: string, body: unknown): Promise<Problem | undefined> {
      let refused: Problem | undefined
      await one.run(async () => {
        refused = await ask(path, body).then(() => undefined, asProblem)
        if (!refused || refused.status === 409) await invalidateAll()
        if (refused) throw refused
      })
      return refused
    },
    settled() {
      one.problem = undefined
    }
  }
}
