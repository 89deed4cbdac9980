// Serbian Cyrillic, letter by letter from Serbian Latin (ICU messages included). Writing it by hand would let the two drift apart.
// Kept as they are: placeholders and plural words, tags, addresses, code words, acronyms, foreign names.

const pairs: Record<string, string> = {
  a: 'а', b: 'б', v: 'в', g: 'г', d: 'д', đ: 'ђ', e: 'е', ž: 'ж', z: 'з', i: 'и', j: 'ј', k: 'к', l: 'л', m: 'м', n: 'н',
  o: 'о', p: 'п', r: 'р', s: 'с', t: 'т', ć: 'ћ', u: 'у', f: 'ф', h: 'х', c: 'ц', č: 'ч', š: 'ш'
} // prettier-ignore
const digraphs: Record<string, string> = { lj: 'љ', nj: 'њ', dž: 'џ' }

// Words in which the two letters meet by accident, at the seam of prefix and root: na(d)(ž)iveti, i(n)(j)ekcija.
const seams = [
  /^(?:in)(?=jek|jun)/, // injekcija, injunkcija
  /^(?:kon)(?=ju|jek)/, // konjunktura, konjugacija, konjektura
  /^(?:dis|van|jedan|izvan)(?=jun|jezi|jadran)/, // disjunkcija, vanjezički
  /^(?:tan)(?=jug)/, // Tanjug
  /^(?:pan)(?=jel)/,
  /^(?:nad)(?=živ|žnj|žanr|ždr|žup)/, // nadživeti, nadžanr
  /^(?:od)(?=žal|živ|žvak|žvr|žur|žmur|žar|žel)/, // odžaliti, odživeti
  /^(?:pod)(?=žanr|žup|žeg|žiž)/,
  /^(?:pred)(?=žal|žen|žet|živ)/
]

const keptWords = new Set(
  (
    'Signal Facebook Instagram WhatsApp Viber Telegram TikTok Messenger Chrome Firefox Safari Samsung Android iPhone Apple Google ' +
    'Tor Opera Mini Windows Microsoft JavaScript GitHub Argon GeoNames OpenStreetMap ODK Collect KoboToolbox instanceID username password ' +
    'GeoJSON TopoJSON Shapefile Polygon MultiPolygon Feature kosovomaps'
  )
    .split(' ')
    .map(word => word.toLowerCase())
)
const acronyms = new Set(
  ('EARS CUSUM RKI PDF HTCDS URL ISO CSV JSON DOCX XLSX ICS QR SMS API HTML HTTP HTTPS ICU IOM OSCE UNHCR AGPL ODC CC BY ID PIN GPS IP EXIF JPEG PNG HEIC MB GB KB SOP KML ZIP XML EPSG UTF WGS MIT')
    .split(' ')
) // prettier-ignore

// Whole stretches which are never Serbian: tags, addresses, mail, code words such as kesten-47, quoted foreign names.
const kept =
  /<[^>]*>|(?:https?:\/\/|www\.)[^\s,;„“”)]*[^\s,;.„“”)]|[\w.+-]+@[\w-]+\.[\w.-]*\w|[„“"](?:Help Me)[“”"]|\bHelp Me\b|\b[\p{L}]+-\d+\b/u
const word = /[\p{L}\p{M}]+/u
const token = new RegExp(`(${kept.source})|(${word.source})|([^])`, 'gu')

const isForeign = (latin: string) =>
  /[qwxy]/i.test(latin) ||
  // a program is written with its capital; the other signal is what a telephone looks for
  (keptWords.has(latin.toLowerCase()) && latin !== 'signal') ||
  acronyms.has(latin) ||
  /^(?:[IVXLC]{2,}|[VX])$/.test(latin)

const convertWord = (latin: string): string => {
  const lower = latin.toLowerCase()
  const seam = seams.reduce((at, pattern) => Math.max(at, pattern.exec(lower)?.[0].length ?? 0), 0)
  let out = ''
  for (let i = 0; i < latin.length; i++) {
    const two = lower.slice(i, i + 2)
    const one = lower[i] as string
    const joined = i + 1 === seam ? undefined : digraphs[two]
    const letter = joined ?? pairs[one] ?? (latin[i] as string)
    out += latin[i] === one ? letter : letter.toUpperCase()
    if (joined) i++
  }
  return out
}

/** Plain text, without ICU arguments. */
const convertText = (latin: string) =>
  latin.replace(token, (all, keep: string | undefined, letters: string | undefined) =>
    keep !== undefined ? keep : letters === undefined || isForeign(letters) ? all : convertWord(letters)
  )

const closing = (message: string, open: number): number => {
  for (let i = open, depth = 0; i < message.length; i++) {
    if (message[i] === '{') depth++
    else if (message[i] === '}' && --depth === 0) return i
  }
  return message.length - 1
}

// `{n, plural, one {# osoba} other {# osoba}}`: only what stands inside the inner braces is Serbian.
const convertArgument = (argument: string): string => {
  if (!/^\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/.test(argument)) return argument
  let out = '{'
  for (let i = 1; i < argument.length; i++) {
    if (argument[i] !== '{') {
      out += argument[i]
      continue
    }
    const end = closing(argument, i)
    out += `{${toCyrillic(argument.slice(i + 1, end))}}`
    i = end
  }
  return out
}

/** Serbian Latin (text or ICU message) → Serbian Cyrillic. Text already in Cyrillic stays as it is. */
export const toCyrillic = (latin: string): string => {
  let out = ''
  let from = 0
  for (let open = latin.indexOf('{'); open >= 0; open = latin.indexOf('{', from)) {
    const end = closing(latin, open)
    out += convertText(latin.slice(from, open)) + convertArgument(latin.slice(open, end + 1))
    from = end + 1
  }
  return out + convertText(latin.slice(from))
}
