import { invalidateAll } from '$app/navigation'
import { Problem } from '#kernel/problem.ts'

/**
 * Runs `act`; when the team has got a new key since the page was opened (`keys.changed`), fetches it and runs `act` once
 * more, so that nothing typed is lost and nobody has to press twice. `act` must read the keys anew each time.
 */
export const withFreshKeys = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'keys.changed') throw error
    await invalidateAll()
    return act()
  }
}
