import ar from './ar.ts'
import en from './en.ts'
import fa from './fa.ts'
import fr from './fr.ts'
import ps from './ps.ts'
import rom from './rom.ts'
import sq from './sq.ts'
import srLatn from './sr-Latn.ts'
import tr from './tr.ts'
import ur from './ur.ts'

export const asked = { 'sr-Latn': srLatn, sq, en, ar, fa, ps, ur, tr, rom, fr }
