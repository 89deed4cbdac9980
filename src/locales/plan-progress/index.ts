import en from './en.ts'
import sq from './sq.ts'
import srLatn from './sr-Latn.ts'

export const progress = { 'sr-Latn': srLatn, sq, en }
