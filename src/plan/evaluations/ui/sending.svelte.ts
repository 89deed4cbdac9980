// One thing is sent at a time; what was typed stays in its field until the server has it.
import { invalidateAll } from '$app/navigation'
import { Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'

export const sending = () => {
  let busy = $state(false)
  let problem = $state<Problem>()
  return {
    get busy() {
      return busy
    },
    get problem() {
      return problem
    },
    /** Gives undefined when it was done, else why not. Another person's change is read anew, so that both can be shown. */
    async send(path: string, body: unknown): Promise<Problem | undefined> {
      busy = true
      problem = undefined
      let refused: Problem | undefined
      try {
        await ask(path, body)
      } catch (error) {
        refused = error instanceof Problem ? error : new Problem('common.failed', 500)
      }
      if (!refused || refused.status === 409) await invalidateAll()
      problem = refused
      busy = false
      return refused
    },
    settled() {
      problem = undefined
    }
  }
}
