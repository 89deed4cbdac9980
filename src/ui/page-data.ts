// What a page asks for anew after every act. Without an answer SvelteKit would put an error page in the place of the page, and whatever was
// typed there would be gone; so it waits here until the server can be reached again, and the page stays as it is.

type Ask = typeof fetch
type Told = {
  /** Nobody answers, or somebody answers again. */
  lost: (lost: boolean) => void
  /** How long until it is tried again. */
  pause?: () => Promise<unknown>
}

const away = [502, 503, 504]
const isPageData = (to: Parameters<Ask>[0]) =>
  new URL(to instanceof Request ? to.url : to, 'http://here').pathname.endsWith('/__data.json')

/** As `ask`, but the data of a page is asked for until it comes. Whoever waits for the same page waits together: the server is asked once. */
export const waitingFetch = (ask: Ask, { lost, pause = aWhile }: Told): Ask => {
  const waiting = new Map<string, Promise<Response>>()
  const once = async (...asked: Parameters<Ask>): Promise<Response | undefined> => {
    const answer = await ask(...asked).catch(() => undefined)
    const reached = answer !== undefined && !away.includes(answer.status)
    lost(!reached)
    return reached ? answer : undefined
  }
  const untilAnswered = async (...asked: Parameters<Ask>): Promise<Response> => {
    for (;;) {
      await pause()
      const answer = await once(...asked)
      if (answer) return answer
    }
  }
  return async (to, init) => {
    if (!isPageData(to)) return ask(to, init)
    // an answer that is on its way may be older than the act after which it is wanted: only who got none waits with others
    const answer = await once(to, init)
    if (answer) return answer
    const key = to instanceof Request ? to.url : String(to)
    const together = waiting.get(key) ?? untilAnswered(to, init).finally(() => waiting.delete(key))
    waiting.set(key, together)
    return (await together).clone()
  }
}

/** Three seconds, or until the browser says that it is connected again. */
const aWhile = () =>
  new Promise<void>(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, 3000)
    addEventListener('online', done)
  })
