import { expect, it } from 'vitest'
import { z } from 'zod'
import { readJson } from './endpoint.server.ts'

const read = (body: string) =>
  readJson(
    new Request('https://fener.example/x', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body
    }),
    z.strictObject({ words: z.string() })
  )

it('refuses what the database cannot keep, and nothing that only looks like it', async () => {
  for (const bad of ['"a\\u0000b"', '"a\\ud800b"', '"\\uDC00"', '"\\ude00\\ud83d"'])
    await expect(read(`{"words":${bad}}`), bad).rejects.toThrow('input.malformed')
  expect(await read('{"words":"\\ud83d\\ude00"}')).toEqual({ words: '😀' })
  expect(await read('{"words":"\\\\u0000"}')).toEqual({ words: '\\u0000' })
})

it('keeps no character that shows nothing or turns what follows, and the joiners of Persian', async () => {
  expect(await read('{"words":"\u200b\u2066 \u202eabc\u2069"}')).toEqual({ words: ' abc' })
  expect(await read('{"words":"\\u200B\\u202E\\uFEFF\\u2060"}')).toEqual({ words: '' })
  expect(await read('{"words":"می‌خواهم"}')).toEqual({ words: 'می‌خواهم' })
})
