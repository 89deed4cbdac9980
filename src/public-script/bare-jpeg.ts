// A browser that draws a photo anew writes things of its own into it: a colour profile, on some phones an Exif block. Pure.

const start = 0xd8
const startOfScan = 0xda
/** JFIF, and what says how Adobe's colours are meant: without them some pictures turn green. */
const kept = [0xe0, 0xee]

/** The same picture without any block of data about it; undefined when it is not a JPEG that can be followed. */
export const bareJpeg = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined => {
  if (bytes[0] !== 0xff || bytes[1] !== start) return undefined
  const pieces = [bytes.subarray(0, 2)]
  for (let at = 2; ;) {
    const marker = bytes[at + 1]
    if (bytes[at] !== 0xff || marker === undefined) return undefined
    if (marker === startOfScan) {
      pieces.push(bytes.subarray(at))
      break
    }
    const end = at + 2 + ((bytes[at + 2] as number) << 8) + (bytes[at + 3] as number)
    if (!(end > at + 3 && end < bytes.length)) return undefined
    const isAbout = (marker >= 0xe0 && marker <= 0xef && !kept.includes(marker)) || marker === 0xfe
    if (!isAbout) pieces.push(bytes.subarray(at, end))
    at = end
  }
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}
