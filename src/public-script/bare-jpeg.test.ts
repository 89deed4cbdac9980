import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bareJpeg } from './bare-jpeg.ts'

const hex = (digits: string) => new Uint8Array(Buffer.from(digits.replaceAll(' ', ''), 'hex'))
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')

test('keeps the picture and drops every block about it', () => {
  const jfif = 'ffe0 0004 0102'
  const exif = 'ffe1 0008 457869660000'
  const profile = 'ffe2 0005 494343'
  const adobe = 'ffee 0004 4142'
  const comment = 'fffe 0006 4d41524b'
  const picture = 'ffdb 0004 1111 ffc0 0004 2222 ffc4 0004 3333'
  const scan = 'ffda 0004 0000 ffe1 dead beef ffd9'
  const whole = hex(`ffd8 ${jfif} ${exif} ${profile} ${adobe} ${comment} ${picture} ${scan}`)
  expect(text(bareJpeg(whole))).toBe(text(hex(`ffd8 ${jfif} ${adobe} ${picture} ${scan}`)))
  expect(text(bareJpeg(bareJpeg(whole)!))).toBe(text(bareJpeg(whole)))
})

test('what cannot be followed is not called clean', () => {
  for (const wrong of [
    '',
    'ffd8',
    'ffd8 ffe1',
    'ffd8 ffe1 0001 00',
    'ffd8 ffe1 ffff 00',
    'ffd8 00',
    '89504e47'
  ])
    expect(bareJpeg(hex(wrong)), wrong).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      const bare = bareJpeg(Uint8Array.of(0xff, 0xd8, ...bytes))
      expect((bare?.length ?? 0) <= bytes.length + 2).toBe(true)
    })
  )
})
