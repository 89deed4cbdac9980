import type { PublicKey } from '#locales/capabilities.ts'
import type { Translate } from '#locales/translator.ts'

/** The code of a refused use case; anything else is our fault and reads `unexpected`. */
export const problemCode = (thrown: unknown): string => {
  const code = (thrown as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code.replace(/^common\./, '') : 'unexpected'
}

/** Its sentence; undefined for what nobody foresaw, where the page says what is safe instead. `n`: seconds to wait. */
export const sayProblem = (
  say: Translate<PublicKey<'problems'>>,
  code: string,
  n?: number
): string | undefined => {
  // a code without a sentence comes back as it is
  const said = say(code as PublicKey<'problems'>, n === undefined ? undefined : { n })
  return said === code || code === 'unexpected' ? undefined : said
}
