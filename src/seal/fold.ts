/*
 * One person, many spellings: Đorđević, Djordjevic, Ђорђевић, Gjorgjeviq. A name is folded to a skeleton of consonants in which
 * Serbian, Albanian, Bosnian, Turkish and hurried ASCII spellings meet. Coarse on purpose: a match only ever means "ask that
 * organisation", never "the same person".
 */

const CYRILLIC = table(
  'а:a б:b в:v г:g ґ:g д:d ђ:đ ѓ:gj е:e ё:jo є:je ж:ž з:z ѕ:dz и:i і:i ї:ji й:j ј:j к:k ќ:ć л:l љ:lj м:m н:n њ:nj',
  'о:o п:p р:r с:s т:t ћ:ć у:u ф:f х:h ц:c ч:č џ:dž ш:š щ:š ъ:a ы:i ь: э:e ю:ju я:ja'
)

/** Letters that stripping accents would lose or miss. */
const LATIN = table('đ:dj ð:dj ı:i ł:l ø:o ß:ss æ:ae œ:oe')

/** In this order; the first that fits wins. */
const CLASSES = /dj|gj|xh|dzh|dž|đ|ð|sh|zh|ch|č|ć|ç|q|ll|lj|nj|th|dh|ph|w/g
const CLASS = table(
  'dj:x gj:x xh:x dzh:x dž:x đ:x ð:x sh:s zh:z ch:c č:c ć:c ç:c q:c ll:l lj:l nj:n th:t dh:d ph:f w:v'
)
const UNVOICED = table('d:t b:p g:k')

/** Lower case Latin words with their letters kept whole, sorted: for exact comparison. 'Ђорђевић Ана' → 'ana djordjevic'. */
export function plainName(name: string): string {
  return words(name)
    .map(word => stripped(word.replace(/[đðıłøßæœ]/g, letter => LATIN[letter]!)))
    .sort()
    .join(' ')
}

/** Skeletons of the words, sorted, upper case: 'Ana Đorđević' → 'AN XRXVC'. Empty when there is no letter. */
export function phoneticName(name: string): string {
  return words(name).map(skeleton).sort().join(' ')
}

const FORMS = new Set(
  'doo dooel shpk spk sha ad llc ltd gmbh nt ntp ntsh ntpsh np pt dpt dpsh ptp bi op kd sh'.split(' ')
)

/** d.o.o., sh.p.k., N. T. P. */
const ABBREVIATION = /(?<!\p{L})(?:\p{L}{1,2}\.\s*){1,4}\p{L}{0,2}(?!\p{L})/gu

/**
 * As `phoneticName`, for a business: without its legal form (d.o.o., sh.p.k., b.i., N.T.P.), which one writes and the next leaves out.
 * Empty when too little is left to tell one business from another.
 */
export function businessName(name: string): string {
  const joined = name.replace(ABBREVIATION, letters => letters.replace(/[.\s]/g, '') + ' ')
  const telling = words(joined).filter(word => !FORMS.has(stripped(word)))
  const folded = telling
    .map(skeleton)
    .filter(word => word.length > 1)
    .sort()
    .join(' ')
  return folded.length < 3 ? '' : folded
}

function skeleton(word: string): string {
  const classed = stripped(
    word.replace(CLASSES, letters => CLASS[letters]!).replace(/[ıłøßæœ]/g, letter => LATIN[letter]!)
  )
    .replace(/[dbg]$/, letter => UNVOICED[letter]!)
    .replace(/(.)\1+/gu, '$1')
  // y is a vowel (Ylli) unless a vowel follows it (Yusuf = Jusuf).
  const first = classed.replace(/^y(?=[aeiou])/, 'j').replace(/^y/, 'i')
  // j after the first letter goes with the vowels: Marija = Maria.
  return (first.slice(0, 1) + first.slice(1).replace(/[aeiouyj]/g, '')).toUpperCase()
}

/** Lower case words in Latin letters with Serbian accents; O'Brien stays one word, Ana-Marija is two. */
function words(name: string): string[] {
  const lower = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')
  const latin = lower.replace(/\p{Script=Cyrillic}/gu, letter => CYRILLIC[letter] ?? letter)
  return latin.match(/[\p{L}\p{M}]+/gu) ?? []
}

const stripped = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

/** 'a:b c:d' → { a: 'b', c: 'd' } */
function table(...lines: string[]): Record<string, string> {
  return Object.fromEntries(
    lines
      .join(' ')
      .split(' ')
      .map(pair => pair.split(':'))
  )
}
