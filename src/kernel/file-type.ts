// What a file truly is, from its bytes: whoever sent it may have called it anything. Only what a browser draws or plays without
// running anything is ever shown; all else is saved, under a name that cannot start something by itself.

export const families = [
  'picture',
  'sound',
  'video',
  'pdf',
  'text',
  'web-page',
  'office',
  'archive',
  'program',
  'unknown'
] as const
export type Family = (typeof families)[number]

export type TrueType = {
  readonly family: Family
  /** As the browser may be told; `application/octet-stream` for everything that is never shown. */
  readonly type: string
  /** Endings that fit. The first is taken when the sender's does not. */
  readonly endings: readonly string[]
  readonly shown: 'picture' | 'sound' | 'video' | 'pdf' | 'text' | null
}

const closed = 'application/octet-stream'
const is = (
  family: Family,
  type: string,
  endings: readonly string[],
  shown: TrueType['shown'] = null
): TrueType => ({ family, type, endings, shown })

const unknown = is('unknown', closed, ['bin'])
const program = is('program', closed, ['bin'])
const archive = (ending: string) => is('archive', closed, [ending])
const oldOffice = is('office', closed, ['bin', 'doc', 'xls', 'ppt', 'msg'])
const mp4 = is('video', 'video/mp4', ['mp4', 'm4v'], 'video')

/** [offset, hexadecimal beginning, what it is]; `..` stands for any byte. */
const beginnings: readonly [at: number, begins: string, what: TrueType][] = [
  [0, 'ffd8ff', is('picture', 'image/jpeg', ['jpg', 'jpeg'], 'picture')],
  [0, '89504e470d0a1a0a', is('picture', 'image/png', ['png'], 'picture')],
  [0, '474946383761', is('picture', 'image/gif', ['gif'], 'picture')],
  [0, '474946383961', is('picture', 'image/gif', ['gif'], 'picture')],
  [0, '52494646........57454250', is('picture', 'image/webp', ['webp'], 'picture')],
  [0, '52494646........57415645', is('sound', 'audio/wav', ['wav'], 'sound')],
  [0, '4f676753', is('sound', 'audio/ogg', ['ogg', 'oga', 'opus'], 'sound')],
  [0, '664c6143', is('sound', 'audio/flac', ['flac'], 'sound')],
  [0, '494433', is('sound', 'audio/mpeg', ['mp3'], 'sound')],
  [0, '2321414d52', is('sound', closed, ['amr'])],
  [0, '255044462d', is('pdf', 'application/pdf', ['pdf'], 'pdf')],
  [4, '6674797068656963', is('picture', closed, ['heic', 'heif'])],
  [4, '6674797068656978', is('picture', closed, ['heic', 'heif'])],
  [4, '667479706d696631', is('picture', closed, ['heif', 'heic'])],
  [4, '6674797061766966', is('picture', closed, ['avif'])],
  [4, '667479704d344120', is('sound', 'audio/mp4', ['m4a'], 'sound')],
  [4, '6674797071742020', is('video', 'video/mp4', ['mov'], 'video')],
  [4, '66747970336770', is('video', 'video/mp4', ['3gp'], 'video')],
  [4, '66747970', mp4],
  [0, 'd0cf11e0a1b11ae1', oldOffice],
  [0, '7b5c727466', is('office', closed, ['rtf'])],
  [0, '504b0506', archive('zip')],
  [0, '377abcaf271c', archive('7z')],
  [0, '526172211a07', archive('rar')],
  [0, '1f8b', archive('gz')],
  [0, '425a68', archive('bz2')],
  [0, 'fd377a585a00', archive('xz')],
  [0, '28b52ffd', archive('zst')],
  [257, '7573746172', archive('tar')],
  [0, '4d5a', program],
  [0, '7f454c46', program],
  [0, 'cafebabe', program],
  [0, 'feedface', program],
  [0, 'feedfacf', program],
  [0, 'cefaedfe', program],
  [0, 'cffaedfe', program],
  [0, '2321', program],
  [0, '4c00000001140200', program]
]

const begins = (bytes: Uint8Array, at: number, pattern: string): boolean => {
  for (let i = 0; i < pattern.length / 2; i++) {
    const pair = pattern.slice(2 * i, 2 * i + 2)
    if (pair !== '..' && bytes[at + i] !== parseInt(pair, 16)) return false
  }
  return true
}

const latin1 = (bytes: Uint8Array, to: number) => new TextDecoder('latin1').decode(bytes.subarray(0, to))

/** Never throws; nothing but the beginning is looked into, and nothing is unpacked. */
export const trueType = (bytes: Uint8Array): TrueType => {
  for (const [at, pattern, what] of beginnings) if (begins(bytes, at, pattern)) return what
  if (begins(bytes, 0, '504b0304')) return insideZip(latin1(bytes, 8192))
  if (begins(bytes, 0, '1a45dfa3'))
    return /V_(?:VP8|VP9|AV1|MPEG)/.test(latin1(bytes, 65_536))
      ? is('video', 'video/webm', ['webm', 'mkv'], 'video')
      : is('sound', 'audio/webm', ['webm'], 'sound')
  if (isMpegSound(bytes)) return is('sound', 'audio/mpeg', ['mp3', 'aac'], 'sound')
  return bytes.length > 0 && isText(bytes) ? whichText(latin1(bytes, 65_536)) : unknown
}

const insideZip = (start: string): TrueType => {
  const office = (ending: string) => is('office', closed, [ending])
  if (start.includes('vbaProject')) return oldOffice
  if (start.includes('word/')) return office('docx')
  if (start.includes('xl/')) return office('xlsx')
  if (start.includes('ppt/')) return office('pptx')
  const open = /mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/.exec(
    start
  )?.[1]
  if (open) return office({ text: 'odt', spreadsheet: 'ods', presentation: 'odp' }[open] ?? 'bin')
  return /META-INF\/MANIFEST|AndroidManifest\.xml|classes\.dex/.test(start) ? program : archive('zip')
}

/** A frame of MPEG sound without a tag before it: sync, a layer, a bit rate and a sample rate that exist. */
const isMpegSound = ([a = 0, b = 0, c = 0]: Uint8Array): boolean =>
  a === 0xff &&
  (b & 0xe0) === 0xe0 &&
  (b & 0x18) !== 0x08 &&
  (((b & 0x06) !== 0 && (c & 0xf0) !== 0xf0 && (c & 0x0c) !== 0x0c) || (b & 0xf6) === 0xf0)

const isText = (bytes: Uint8Array): boolean => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // eslint-disable-next-line no-control-regex -- these are what text does not hold
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
  } catch {
    return false
  }
}

/** Text that a browser or a mail program would run is not shown; it is saved as plain text, which nothing runs. */
const whichText = (start: string): TrueType =>
  /<(?:!doctype|html|head|body|script|iframe|svg|xsl:|meta|object|embed|form|a\s|img|style)|^\s*<\?xml|^mime-version:/im.test(
    start
  )
    ? is('web-page', closed, ['txt'])
    : is('text', 'text/plain', ['txt', 'csv'], 'text')

const claims: readonly [RegExp, Family][] = [
  [/^image\/svg/, 'web-page'],
  [/^image\//, 'picture'],
  [/^audio\//, 'sound'],
  [/^video\//, 'video'],
  [/^application\/pdf$/, 'pdf'],
  [/^text\/(?:html|xml)|xhtml|^application\/xml/, 'web-page'],
  [/^text\//, 'text'],
  [/zip|compressed|x-tar|x-7z|rar/, 'archive'],
  [/officedocument|msword|ms-excel|ms-powerpoint|opendocument|rtf/, 'office']
]

/** What the sender says it is; undefined when they say nothing that we know. */
export const claimedFamily = (type: string): Family | undefined =>
  claims.find(([form]) => form.test(type))?.[1]

/** The sender calls it one thing and it is another. A sound in the box of a video, or the reverse, is no disagreement. */
export const disagrees = (claimedType: string, actual: TrueType): Family | undefined => {
  const claimed = claimedFamily(claimedType)
  const av = (family: Family) => family === 'sound' || family === 'video'
  if (!claimed || claimed === actual.family || (av(claimed) && av(actual.family))) return undefined
  return claimed
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A name to save under: no path, no control or direction-turning character, one ending, and that of the true type. `photo.jpg.exe`
 * becomes `photo-jpg.bin`.
 */
export const safeName = (name: string, actual: TrueType): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 ? clean.slice(dot + 1).toLowerCase() : ''
  const fits = actual.endings.includes(ending)
  const stem = (fits ? clean.slice(0, dot) : clean).replace(/[.\s]+/gu, '-').replace(/^-+|-+$/g, '')
  const short = [...stem].slice(0, 80).join('')
  return `${!short || reserved.test(short) ? `file-${short}`.replace(/-$/, '') : short}.${fits ? ending : actual.endings[0]}`
}
