import en from './en.ts'
import sq from './sq.ts'
import srLatn from './sr-Latn.ts'

export { brandNames } from './brand-names.ts'

export const domain = { 'sr-Latn': srLatn, sq, en }

export type DomainWord = keyof typeof srLatn
