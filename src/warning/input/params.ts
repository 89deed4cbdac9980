// Reads a parameter file: one object, checked by a schema, with messages for people.
import { z } from 'zod'
import { InputRefused } from './refused.ts'

export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new InputRefused('the parameters are not JSON')
  }
}

export const check = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const { data, error } = schema.safeParse(value)
  if (!error) return data
  const { path, message } = error.issues[0]!
  throw new InputRefused(`parameter ${path.length > 0 ? path.join('.') : 'file'}: ${message}`)
}

/** Names in `given` that nobody reads: a misspelt name must not pass in silence. */
export const unread = (given: unknown, read: readonly string[]): string[] =>
  typeof given === 'object' && given !== null ? Object.keys(given).filter(name => !read.includes(name)) : []
