// The envelope of an .xlsx file. Written without compression and without a time; read part by part, each only as far as it may grow:
// what a file says about its own size is a stranger's word.
import { problem } from '#kernel/problem.ts'

const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endHeader = 0x06054b50
const mostParts = 2000

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})
const crc32 = (bytes: Uint8Array): number => {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** 1 January 1980, the first day the format knows: when a file was made is nobody's business. */
const noDate = 0x0021

export const zip = (parts: readonly { name: string; text: string }[]): Uint8Array<ArrayBuffer> => {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const part of parts) {
    const name = encoder.encode(part.name)
    const bytes = encoder.encode(part.text)
    const fields = (signature: number, extra: number) => {
      const header = new DataView(new ArrayBuffer(extra))
      let at = 0
      const put = (size: 2 | 4, value: number) => {
        if (size === 2) header.setUint16(at, value, true)
        else header.setUint32(at, value, true)
        at += size
      }
      put(4, signature)
      if (signature === centralHeader) put(2, 20)
      for (const value of [20, 0x0800, 0, 0, noDate]) put(2, value)
      put(4, crc32(bytes))
      put(4, bytes.length)
      put(4, bytes.length)
      put(2, name.length)
      return { header, put }
    }
    const local = fields(localHeader, 30)
    const entry = fields(centralHeader, 46)
    entry.header.setUint32(42, offset, true)
    pieces.push(new Uint8Array(local.header.buffer), name, bytes)
    central.push(new Uint8Array(entry.header.buffer), name)
    offset += 30 + name.length + bytes.length
  }
  const size = central.reduce((sum, piece) => sum + piece.length, 0)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, endHeader, true)
  end.setUint16(8, parts.length, true)
  end.setUint16(10, parts.length, true)
  end.setUint32(12, size, true)
  end.setUint32(16, offset, true)
  const all = [...pieces, ...central, new Uint8Array(end.buffer)]
  const whole = new Uint8Array(offset + size + 22)
  let at = 0
  for (const piece of all) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

export type Parts = {
  readonly names: readonly string[]
  /** The text of one part; undefined when there is none of that name. Throws `spreadsheet.too-big`, `spreadsheet.broken`. */
  text(name: string): Promise<string | undefined>
}

/** `most`: what all parts that are read may come to, unpacked. Throws `spreadsheet.broken`, `spreadsheet.locked`. */
export const unzip = (bytes: Uint8Array<ArrayBuffer>, most: number): Parts => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && bytes.length - end < 66_000 && view.getUint32(end, true) !== endHeader) end--
  if (end < 0 || view.getUint32(end, true) !== endHeader) throw problem('spreadsheet.broken', 400)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > mostParts) throw problem('spreadsheet.too-big', 413)
  const entries = new Map<string, { method: number; size: number; from: number }>()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== centralHeader)
      throw problem('spreadsheet.broken', 400)
    if (view.getUint16(at + 8, true) & 1) throw problem('spreadsheet.locked', 400)
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name.replace(/^\//, ''), {
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      from: view.getUint32(at + 42, true)
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  let left = most
  const take = (length: number) => {
    left -= length
    if (left < 0) throw problem('spreadsheet.too-big', 413)
  }
  return {
    names: [...entries.keys()],
    text: async name => {
      const entry = entries.get(name)
      if (!entry) return undefined
      const { from, size, method } = entry
      if (from + 30 > bytes.length || view.getUint32(from, true) !== localHeader)
        throw problem('spreadsheet.broken', 400)
      const begin = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true)
      const packed = bytes.subarray(begin, begin + size)
      if (packed.length !== size || (method !== 0 && method !== 8)) throw problem('spreadsheet.broken', 400)
      const pieces: Uint8Array<ArrayBuffer>[] = []
      if (method === 0) {
        take(size)
        pieces.push(packed)
      } else {
        const reader = new Blob([packed])
          .stream()
          .pipeThrough(new DecompressionStream('deflate-raw'))
          .getReader()
        try {
          for (let next = await reader.read(); !next.done; next = await reader.read()) {
            take(next.value.length)
            pieces.push(next.value as Uint8Array<ArrayBuffer>)
          }
        } catch (error) {
          await reader.cancel().catch(() => {})
          if (left < 0) throw error
          throw problem('spreadsheet.broken', 400)
        }
      }
      return new Blob(pieces).text()
    }
  }
}
