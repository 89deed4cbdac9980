import type { Key } from '#locales/capabilities.ts'
import { problems } from '#locales/problems/index.ts'
import type { Translate } from '#locales/translator.ts'

/** The code of a refused use case; anything else is our fault and reads `unexpected`. */
export const problemCode = (thrown: unknown): string => {
  const code = (thrown as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code.replace(/^common\./, '') : 'unexpected'
}

/** Its sentence; undefined for what nobody foresaw, where the page says what is safe instead. */
export const sayProblem = (say: Translate<Key<'problems'>>, code: string): string | undefined =>
  code in problems['sr-Latn'] && code !== 'unexpected' ? say(code as Key<'problems'>) : undefined
