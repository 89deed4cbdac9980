import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchTokens } from '#seal/match.ts'
import { asPerson, bornAs, documentsIn, phonesIn } from './match-person.ts'

describe('what is compared of a person', () => {
  it('is a birthday as people write it', () => {
    for (const text of ['5.3.1999.', '05/03/1999', '1999-03-05', '5 . 3 . 1999'])
      expect(bornAs(text), text).toBe('1999-03-05')
    for (const text of ['1999', 'mart 1999', 'oko 1999. godine', '31.2.1999'])
      expect(bornAs(text), text).toBe('1999')
    for (const text of ['', 'ne zna se', '17', '123456789']) expect(bornAs(text), text).toBe('')
  })

  it('is telephones and documents among other words', () => {
    expect(phonesIn('majka +383 44 123 456, posle 18h, ili 049/555-666')).toEqual([
      '+383 44 123 456',
      '049/555-666'
    ])
    expect(phonesIn('soba 12, 3. sprat')).toEqual([])
    expect(documentsIn('lična karta 012345678; pasoš P1234567')).toEqual(['012345678', 'P1234567'])
    expect(documentsIn('nema')).toEqual([])
  })

  it('meets itself over scripts, spellings and forms of writing', () => {
    const key = new Uint8Array(32).fill(3)
    const tokens = (written: Parameters<typeof asPerson>[0]) =>
      matchTokens(key, asPerson(written)).map(token => `${token.kind} ${token.inner.join()}`)
    const meet = (a: string[], b: string[]) => a.filter(one => b.includes(one)).map(one => one.split(' ')[0])
    const one = tokens({ name: 'Ana Đorđević', born: '5.3.1999', contact: '044 123 456' })
    expect(meet(one, tokens({ name: 'Djordjevic Ana', born: '1999-03-05' }))).toContain('name-date')
    expect(meet(one, tokens({ name: 'Ана Ђорђевић', born: '2000' }))).toContain('name-year')
    expect(meet(one, tokens({ name: '', contact: '+38344123456' }))).toEqual(['phone'])
    expect(meet(one, tokens({ name: 'Ana Djordjevic', born: '1985' }))).toEqual([])
  })

  it('is never too much to ask at once, nor a failure', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (name, born, contact, documents) => {
        asPerson({ name, born, contact, documents })
      })
    )
  })
})
