// A matrix brings its own words, in three languages of the desk; Cyrillic is derived as everywhere.
import type { Fault } from '#kernel/checked-yaml.ts'
import { isFaultKind } from '#kernel/checked-yaml-kinds.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import { deskLanguages } from '../draft.ts'
import type { DraftFault, DraftRule, DraftSign, DraftWords, WordLanguage } from '../draft.ts'
import type { MatrixState } from '../rows.server.ts'
import type { Level } from '../../matrix.ts'

/** In the reader's language; a draft without it in whichever is there. */
export const sayWords = (words: DraftWords): string => {
  const wanted = language()
  const own = words[wanted === 'sr-Cyrl' ? 'sr-Latn' : wanted]
  if (own?.trim()) return wanted === 'sr-Cyrl' ? toCyrillic(own) : own
  return deskLanguages.map(one => words[one]).find(one => one?.trim()) ?? ''
}

/** A language's name in words. */
export const languageWord = (one: WordLanguage): string => tt(`language.${one === 'sr-Latn' ? 'sr' : one}`)

/** Signs by their number in the list, as people call them. */
export const sayRule = (rule: DraftRule, signs: readonly DraftSign[]): string => {
  if (rule.when === 'any-severe') return t('matrix.rule.say.any-severe')
  const n = rule.atLeast ?? '…'
  if (rule.when === 'score') return t('matrix.rule.say.score', { n })
  const numbers = rule.of
    .map(code => signs.findIndex(sign => sign.code === code) + 1 || code)
    .sort((a, b) => Number(a) - Number(b))
    .join(', ')
  return rule.atLeast === rule.of.length && rule.of.length > 1
    ? t('matrix.rule.say.all', { signs: numbers })
    : t('matrix.rule.say.signs', { n, signs: numbers })
}

export const sayFault = ({ code, params }: Pick<DraftFault, 'code' | 'params'>): string => {
  const { language: of, expected, ...rest } = params
  const named = deskLanguages.find(one => one === of)
  return tt(`fault.${code}`, {
    ...rest,
    ...(of === undefined ? {} : { language: named ? languageWord(named) : of }),
    ...(expected === undefined
      ? {}
      : { expected: isFaultKind(expected) ? tt(`fault-kind.${expected}`) : expected })
  })
}
/** A fault of a file carries the kind of file before its code. */
export const sayFileFault = ({ code, params }: Fault): string =>
  sayFault({ code: code.split('.')[1] ?? code, params })

/** Where in the draft, as people call it: sign 4, rule 2. */
export const sayPlace = (path: string): string => {
  const [, part, at] = /^(signs|rules|examples)\[(\d+)\]/.exec(path) ?? []
  const n = Number(at) + 1
  if (part === 'signs') return `${t('matrix.sign')} ${n}`
  if (part === 'rules') return t('matrix.rule', { n })
  if (part === 'examples') return t('matrix.example', { n })
  const level = /^guidance\.(\w+)/.exec(path)?.[1]
  if (level) return tt(`matrix.level.${level}`)
  return path.startsWith('title') ? t('matrix.title-of') : t('matrix.rules')
}

type Chip = 'done' | 'due' | 'late' | 'info' | 'wait' | 'plain'
export const levelChip: Record<Level, Chip> = { none: 'plain', watch: 'info', risk: 'due', urgent: 'late' }
export const stateChip: Record<MatrixState, Chip> = {
  draft: 'wait',
  adopted: 'due',
  'in-force': 'done',
  replaced: 'plain'
}
