// Files as someone who means harm would send them (issue 3): what they call themselves decides nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimedFamily, disagrees, safeName, trueType } from './file-type.ts'
import { mayBeDrawn, mostPixels, pictureSize } from './picture-size.ts'

const text = (words: string) => new TextEncoder().encode(words)
const hex = (digits: string) => new Uint8Array(Buffer.from(digits.replaceAll(' ', ''), 'hex'))
const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(64)
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new Uint8Array(bytes)
}
const families = (...files: Uint8Array[]) => files.map(bytes => trueType(bytes).family)

describe('what a file is', () => {
  it('is told by its bytes', () => {
    expect(
      families(hex('ffd8ffe000104a464946'), png(1, 1), text('GIF89a'), text('RIFF1234WEBPVP8 '))
    ).toEqual(Array(4).fill('picture'))
    expect(
      families(text('RIFF1234WAVE'), text('OggS'), text('ID3'), hex('fffb9064'), hex('fff15080'))
    ).toEqual(Array(5).fill('sound'))
    expect(families(hex('0000001c 66747970 69736f6d'), hex('00000014 66747970 71742020'))).toEqual([
      'video',
      'video'
    ])
    expect(trueType(hex('00000018 66747970 68656963'))).toMatchObject({ family: 'picture', shown: null })
    expect(families(text('%PDF-1.7'), text('Zdravo, ђ\n\tžuta kuća'))).toEqual(['pdf', 'text'])
    expect(families(hex('1a45dfa3 01 565f565038'), hex('1a45dfa3 01 415f4f505553'))).toEqual([
      'video',
      'sound'
    ])
  })

  it('that could run something is never shown', () => {
    const dangerous = [
      text('<!DOCTYPE html><script>alert(1)</script>'),
      text('\n\n  <HTML><body onload=x>'),
      text('hello <script src=//x></script>'),
      text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
      text('<svg onload=alert(1)>'),
      text('MIME-Version: 1.0\nContent-Type: multipart/related'),
      text('MZ\u0090'),
      hex('7f454c46'),
      text('#!/bin/sh\nrm -rf /'),
      text('PK\u0003\u0004 word/document.xml'),
      text('PK\u0003\u0004 0.zip'),
      hex('d0cf11e0a1b11ae1'),
      hex('1f8b0800'),
      text('{\\rtf1\\object'),
      new Uint8Array(0),
      hex('00010203')
    ]
    for (const bytes of dangerous) {
      const { shown, type } = trueType(bytes)
      expect([shown, type]).toEqual([null, 'application/octet-stream'])
    }
  })

  it('of two things at once is the one that is drawn, and nothing of it runs', () => {
    const gifAndScript = text('GIF89a/*\u0000\u0001*/=1;alert(document.domain)//')
    expect(trueType(gifAndScript)).toMatchObject({ family: 'picture', type: 'image/gif', endings: ['gif'] })
    expect(trueType(text('%PDF-1.4 <script>alert(1)</script>'))).toMatchObject({ shown: 'pdf' })
  })

  it('never throws and never offers a type that a browser would run', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        expect(trueType(bytes).type).toMatch(
          /^(?:(?:image\/(?:jpeg|png|gif|webp))|(?:audio|video)\/[a-z0-9]+|text\/plain|application\/(?:pdf|octet-stream))$/
        )
      })
    )
  })
})

describe('what it calls itself', () => {
  it('is said when it is something else', () => {
    expect(disagrees('image/jpeg', trueType(text('<html>')))).toBe('picture')
    expect(disagrees('application/pdf', trueType(png(1, 1)))).toBe('pdf')
    expect(disagrees('image/png', trueType(hex('ffd8ff')))).toBeUndefined()
    expect(disagrees('video/mp4', trueType(text('OggS')))).toBeUndefined()
    expect(disagrees('application/octet-stream', trueType(text('<html>')))).toBeUndefined()
    expect(claimedFamily('image/svg+xml')).toBe('web-page')
  })
})

describe('a name to save under', () => {
  const jpg = trueType(hex('ffd8ff'))
  const nothing = trueType(hex('00'))
  it.each([
    ['photo-1.jpg', jpg, 'photo-1.jpg'],
    ['../../etc/passwd', nothing, 'passwd.bin'],
    ['C:\\Windows\\system32\\calc.exe', trueType(text('MZ')), 'calc-exe.bin'],
    ['photo.jpg.exe', nothing, 'photo-jpg-exe.bin'],
    ['photo\u202Egpj.exe', jpg, 'photogpj-exe.jpg'],
    ['  . . ', nothing, 'file.bin'],
    ['con.txt', trueType(text('x')), 'file-con.txt'],
    ['.htaccess', trueType(text('x')), 'htaccess.txt'],
    ['strana.html', trueType(text('<html>')), 'strana-html.txt'],
    ['a\u0000b\nc<d>.png', jpg, 'abcd-png.jpg'],
    ['слика куће.JPEG', jpg, 'слика-куће.jpeg'],
    ['', nothing, 'file.bin']
  ])('%j', (name, type, safe) => expect(safeName(name, type)).toBe(safe))

  it('has one dot, no path, no sign that hides another, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.uint8Array({ maxLength: 9 }),
        (name, bytes) => {
          const actual = trueType(bytes)
          const safe = safeName(name, actual)
          expect(safe).toMatch(/^[^./\\\p{C}]{1,90}\.[a-z0-9]{2,4}$/u)
          expect(actual.endings).toContain(safe.split('.')[1])
          expect(safeName(safe, actual)).toBe(safe)
        }
      )
    )
  })
})

describe('a picture', () => {
  it('says its size before it is decoded, and is drawn only when that is sensible', () => {
    expect(pictureSize(png(640, 480), 'image/png')).toEqual({ width: 640, height: 480 })
    expect(mayBeDrawn(pictureSize(png(8000, 8000), 'image/png'))).toBe(8000 * 8000 <= mostPixels)
    for (const bomb of [png(50_000, 50_000), png(0, 10), png(10, 0), png(2 ** 32 - 1, 2 ** 32 - 1)])
      expect(mayBeDrawn(pictureSize(bomb, 'image/png'))).toBe(false)
    expect(pictureSize(hex('474946383961 8002 e001'), 'image/gif')).toEqual({ width: 640, height: 480 })
    const jpeg = hex('ffd8 ffe0 0004 0000 ffff fe 0003 00 ffc2 0011 08 01e0 0280 03')
    expect(pictureSize(jpeg, 'image/jpeg')).toEqual({ width: 640, height: 480 })
    const riff = '52494646 00000000 57454250'
    expect(pictureSize(hex(`${riff} 56503858 0a000000 00000000 7f0200 df0100`), 'image/webp')).toEqual({
      width: 640,
      height: 480
    })
    expect(pictureSize(hex(`${riff} 56503820 00000000 0000009d012a 8002 e001`), 'image/webp')).toEqual({
      width: 640,
      height: 480
    })
    expect(pictureSize(hex(`${riff} 5650384c 00000000 2f 7fc27700 00`), 'image/webp')).toEqual({
      width: 640,
      height: 480
    })
  })

  it('cut short, or with no size in it, is not drawn', () => {
    for (const type of ['image/png', 'image/gif', 'image/webp', 'image/jpeg', 'image/bmp'])
      for (const bytes of [hex(''), hex('ffd8'), hex('ffd8ffda'), hex('ffd800'), text('GIF89a')])
        expect(mayBeDrawn(pictureSize(bytes, type))).toBe(false)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        for (const type of ['image/png', 'image/gif', 'image/webp', 'image/jpeg']) pictureSize(bytes, type)
      })
    )
  })
})
