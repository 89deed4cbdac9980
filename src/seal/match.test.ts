import { describe, expect, test } from 'vitest'
import { hex } from './bytes.ts'
import { businessName, phoneticName, plainName } from './fold.ts'
import {
  foldDocument,
  foldPhone,
  matchOuter,
  matchTokens,
  subjectTokens,
  yearBands,
  type Person,
  type Subject
} from './match.ts'
import { rootOf } from './samples.ts'

describe('names', () => {
  test.each([
    ['XRXVC', ['Đorđević', 'Djordjevic', 'Ђорђевић', 'Gjorgjeviq', 'ĐORĐEVIĆ', 'Đorđevic\u0301']],
    ['KRSNC', ['Krasniqi', 'Krasnići', 'Krasnici', 'Краснићи']],
    ['CRM', ['Qerim', 'Ćerim', 'Çerim', 'Ћерим']],
    ['AN XRXVC', ['Ana Đorđević', 'Đorđević, Ana', 'Gjorgjeviq  ANA', 'Ана Ђорђевић']],
    ['HX', ['Hoxha', 'Hodža', 'Хоџа', 'Hodzha']],
    ['MHMT', ['Mehmed', 'Mehmet', 'Мехмед']],
    ['LNT', ['Lind', 'Lint']],
    ['MR', ['Marija', 'Maria', 'Марија']],
    ['SPRS', ['Shpresa', 'Špresa', 'Shpressa']],
    ['LBSC', ['Ljubušić', 'Llubushiq', 'Љубушић']],
    ['JSF', ['Yusuf', 'Jusuf', 'Јусуф']],
    ['ILR', ['Yllir', 'Ilir']],
    ['OBRN', ["O'Brien", 'O’Brien', 'OBrien']],
    ['', ['', ' - ', '123']]
  ])('%s', (skeleton, spellings) => {
    for (const name of spellings) expect([name, phoneticName(name)]).toEqual([name, skeleton])
  })

  test('other scripts stay as they are', () => {
    expect(phoneticName('محمد')).toBe('محمد')
    expect(phoneticName('王 芳')).toBe('王 芳')
  })

  test('plain: letters kept, words sorted', () => {
    expect(plainName('Ђорђевић Ана')).toBe('ana djordjevic')
    expect(plainName('Đorđević Ana')).toBe('ana djordjevic')
    expect(plainName('Ylli-Çela')).toBe('cela ylli')
  })
})

const inners = (person: Person, key = rootOf(0x33)) => matchTokens(key, person).map(({ inner }) => hex(inner))
const meet = (one: Person, two: Person) => inners(one).filter(token => inners(two).includes(token)).length

describe('tokens', () => {
  const ana: Person = { names: ['Ana Đorđević'], born: '2006-05-01' }

  test('same person, other script, other order: date and both bands meet', () => {
    expect(meet(ana, { names: ['Ђорђевић Ана'], born: '2006-05-01' })).toBe(3)
  })

  test('one year of error, or only the year known, still meets; two years do not', () => {
    for (const born of ['2005', '2007-01-01', '2006']) {
      expect(meet(ana, { names: ['Gjorgjeviq Ana'], born })).toBeGreaterThan(0)
    }
    expect(meet(ana, { names: ['Ana Đorđević'], born: '2008' })).toBe(0)
    for (let year = 1950; year < 2030; year++) {
      expect(yearBands(`${year}`).some(band => yearBands(`${year + 1}`).includes(band))).toBe(true)
    }
  })

  test('without a birth year a name alone makes no token', () => {
    expect(matchTokens(rootOf(1), { names: ['Ana'] })).toEqual([])
    expect(matchTokens(rootOf(1), { names: ['Ana'], born: 'unknown' })).toEqual([])
  })

  test('phones and documents', () => {
    for (const phone of ['+383 44 123 456', '00383-44-123-456', '044/123-456', '٠٤٤١٢٣٤٥٦']) {
      expect(foldPhone(phone)).toBe('44123456')
    }
    expect(foldPhone('192')).toBe('')
    expect(foldDocument('p 0012-345/k')).toBe('P0012345K')
    expect(foldDocument('123')).toBe('')
    expect(meet({ phones: ['044 123 456'] }, { phones: ['+38344123456'] })).toBe(1)
  })

  test('none twice; another key or pepper meets nothing', () => {
    expect(inners({ phones: ['044 123 456', '+38344123456'] })).toHaveLength(1)
    expect(inners(ana).filter(token => inners(ana, rootOf(0x34)).includes(token))).toEqual([])
    const [token] = matchTokens(rootOf(1), ana)
    const outer = (byte: number) => hex(matchOuter(rootOf(byte), token!.kind, token!.inner))
    expect(outer(1)).not.toBe(outer(2))
  })
})

describe('against whom', () => {
  test.each([
    ['SNC', ['Sunce d.o.o.', 'SUNCE DOO', 'Сунце д.о.о.', 'N.T.P. Sunce', 'Sunce sh.p.k.', 'SUNCE L. L. C.']],
    ['HTL SNC', ['Hotel Sunce', 'Sunce Hotel d.o.o.', 'Хотел „Сунце“']],
    ['STR PLN', ['Stara pilana b.i.', 'pilana Stara']],
    ['', ['d.o.o.', 'A. B.', 'Bi', '12']]
  ])('business %s', (folded, spellings) => {
    for (const name of spellings)
      expect([name, businessName(name)]).toEqual([name, folded.split(' ').sort().join(' ')])
  })

  const kinds = (subject: Subject) => subjectTokens(rootOf(0x33), subject).map(token => token.kind)
  test('a name alone counts from two words on; a birth, a phone, a number add theirs', () => {
    expect(kinds({ names: ['Gazda'] })).toEqual([])
    expect(kinds({ names: ['Petar Petrović'] })).toEqual(['name'])
    expect(kinds({ names: ['Petar Petrović'], born: '1970', phones: ['044 123 456'] })).toEqual([
      'name-year',
      'name-year',
      'phone',
      'name'
    ])
    expect(kinds({ businesses: ['Sunce d.o.o.', 'Сунце'], numbers: ['81 234 567', '123'] })).toEqual([
      'business',
      'business-number'
    ])
  })

  test('a person and a business of one name do not meet', () => {
    const [person] = subjectTokens(rootOf(0x33), { names: ['Stara Pilana'] })
    const [business] = subjectTokens(rootOf(0x33), { businesses: ['Stara Pilana'] })
    expect(hex(person!.inner)).not.toBe(hex(business!.inner))
  })
})
