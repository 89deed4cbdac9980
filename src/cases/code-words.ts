// A case is spoken of by a word and a number ("kesten-47"): said on the telephone, written on a board, kept in an address.
// Words are plants, in ASCII. None is a first or family name, a town, a threat, a joke or a word from this field in Serbian, Albanian
// or English; that is why lipa (Albanian: I begged), vrba (the root of recruitment), jela and dren (names), grab and bor are not here.
import { newCodeFrom, parseCodeFrom } from '#kernel/spoken-code.ts'
import type { RandomBelow } from '#kernel/spoken-code.ts'

export const caseWords = (
  'kesten breza hrast klen bagrem platan orah leska smreka kleka omorika jasika kajsija breskva jabuka oskorusa ' +
  'kupina ribizla borovnica brusnica zova bazga imela brsljan smokva maslina limun mandarina badem lovor sekvoja kedar ' +
  'cempres magnolija hibiskus oleander bambus fikus kaktus eukaliptus mahagonij ananas grejpfrut dinja lubenica suncokret ' +
  'forzicija azaleja hortenzija fuksija begonija petunija gardenija glicinija aronija nektarina pomorandza mango papaja ' +
  'simsir pajasen katalpa paulovnija pistac'
).split(' ')

export const newCaseCode = (random: RandomBelow): string => newCodeFrom(caseWords, random)
export const parseCaseCode = (text: string): string | undefined => parseCodeFrom(caseWords, text)

/** What a list may be asked for: a code or its beginning, `kes`, `kesten-4`. Undefined for all else: a name typed here goes nowhere. */
export const beginningOfCode = (text: string): string | undefined => {
  const asked = text.trim().toLowerCase()
  const [word = '', number] = asked.split('-')
  const known = number === undefined ? caseWords.some(one => one.startsWith(word)) : caseWords.includes(word)
  return word && known && /^[a-z]+(?:-\d{0,6})?$/.test(asked) ? asked : undefined
}
