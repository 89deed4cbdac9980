import { describe, expect, test } from 'vitest'
import { toCyrillic } from './cyrillic.ts'

describe('Serbian Cyrillic from Latin', () => {
  test.each([
    [
      'Ovde možete tražiti pomoć ili reći šta ste videli',
      'Овде можете тражити помоћ или рећи шта сте видели'
    ],
    ['ljudi, njiva, džep, đak, ćerka, čekanje', 'људи, њива, џеп, ђак, ћерка, чекање'],
    ['Ljudi LJUDI Ljubav NJEGOŠ Njegoš Džep DŽEP', 'Људи ЉУДИ Љубав ЊЕГОШ Његош Џеп ЏЕП'],
    [
      'injekcija konjunktura nadživeti odžaliti Tanjug Tanjuga',
      'инјекција конјунктура надживети оджалити Танјуг Танјуга'
    ],
    ['odžak konj konjanik nadžak budžet pridžaba', 'оџак коњ коњаник наџак буџет приџаба'],
    ['„Help Me“ i mreža „Fener“', '„Help Me“ и мрежа „Фенер“'],
    ['Snimak u PDF-u i ISO kod', 'Снимак у PDF-у и ISO код'],
    ['Pišite na Signal ili Facebook, WhatsApp', 'Пишите на Signal или Facebook, WhatsApp'],
    ['Slučaj kesten-47 čeka', 'Случај kesten-47 чека'],
    ['Vidi https://example.org/lj i pisi@primer.rs.', 'Види https://example.org/lj и pisi@primer.rs.'],
    ['Goran <b>njiva</b>', 'Горан <b>њива</b>'],
    ['Glava II, član 5', 'Глава II, члан 5']
  ])('%s', (latin, cyrillic) => expect(toCyrillic(latin)).toBe(cyrillic))

  test('keeps placeholders, converts inside plurals', () => {
    expect(toCyrillic('Pitanje {n} od {all}')).toBe('Питање {n} од {all}')
    expect(toCyrillic('Čita {n, plural, one {# osoba} few {# osobe} other {{who} i # osoba}}.')).toBe(
      'Чита {n, plural, one {# особа} few {# особе} other {{who} и # особа}}.'
    )
    expect(toCyrillic('{when, date, short} ljudi')).toBe('{when, date, short} људи')
  })

  test('twice is once', () => {
    const once = toCyrillic('Njeni ljudi: {n} džepova, „Help Me“')
    expect(toCyrillic(once)).toBe(once)
  })
})
