// One press at a time: its button waits until it is done, and what went wrong stands beside it. What was typed stays in its field.
import { asProblem, type Problem } from '#kernel/problem.ts'

export const oneAtATime = () => {
  let busy = $state(false)
  let problem = $state<Problem>()
  return {
    get busy() {
      return busy
    },
    get problem() {
      return problem
    },
    set problem(found: Problem | undefined) {
      problem = found
    },
    async run(act: () => Promise<void>): Promise<void> {
      busy = true
      problem = undefined
      try {
        await act()
      } catch (error) {
        problem = asProblem(error)
      }
      busy = false
    }
  }
}
