import { expect, it } from 'vitest'
import { z } from 'zod'
import { ownId } from './own-id.ts'

const key = new Uint8Array(32).fill(7)

it('is a UUID, the same for the same words and another for other words or another key', () => {
  const id = ownId(key, 'Vera')
  expect(z.uuid().safeParse(id).success).toBe(true)
  expect(ownId(key, 'Vera')).toBe(id)
  expect(ownId(key, 'vera')).not.toBe(id)
  expect(ownId(new Uint8Array(32).fill(8), 'Vera')).not.toBe(id)
})
