// How large a picture says it is, read from its first bytes without decoding it: a file of a few kilobytes may unfold into
// gigabytes, and a browser decodes before it asks.

export type Size = { readonly width: number; readonly height: number }

/** Four bytes of memory a pixel: 256 MB. More than any telephone's camera gives, less than a small computer has. */
export const mostPixels = 64_000_000

export const mayBeDrawn = (size: Size | undefined): boolean =>
  size !== undefined && size.width > 0 && size.height > 0 && size.width * size.height <= mostPixels

/** Undefined when it cannot be found: such a picture is not drawn. */
export const pictureSize = (bytes: Uint8Array, type: string): Size | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (type === 'image/png') return { width: view.getUint32(16), height: view.getUint32(20) }
    if (type === 'image/gif') return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
    if (type === 'image/webp') return webp(view)
    if (type === 'image/jpeg') return jpeg(view)
  } catch {
    // shorter than it should be
  }
  return undefined
}

const jpeg = (view: DataView): Size | undefined => {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    // fill bytes before a marker
    if (marker === 0xff) at++
    else if (marker === 0xda || marker === 0xd9) return undefined
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    else if ((marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) at += 2
    else at += 2 + view.getUint16(at + 2)
  }
}

const webp = (view: DataView): Size | undefined => {
  const kind = view.getUint32(12)
  const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  if (kind === 0x56503858) return { width: three(24) + 1, height: three(27) + 1 }
  if (kind === 0x56503820)
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind !== 0x5650384c) return undefined
  const bits = view.getUint32(21, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
