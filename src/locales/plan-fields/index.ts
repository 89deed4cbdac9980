import en from './en.ts'
import sq from './sq.ts'
import srLatn from './sr-Latn.ts'

export const planFields = { 'sr-Latn': srLatn, sq, en }
