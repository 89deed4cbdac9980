import en from './en.ts'
import sq from './sq.ts'
import srLatn from './sr-Latn.ts'

export const evaluations = { 'sr-Latn': srLatn, sq, en }
