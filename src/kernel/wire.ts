// How bytes travel in JSON: base64url. What claims to be sealed is checked to be an age file before anything stores it.
import { z } from 'zod'
import { fromBase64url } from '#seal/bytes.ts'
import { asSealed, type Sealed } from '#seal/types.ts'

export const bytes = (min: number, max = min) =>
  z
    .string()
    .max(Math.ceil((max * 4) / 3) + 4)
    .transform((text, context) => {
      try {
        const decoded = fromBase64url(text)
        if (decoded.length >= min && decoded.length <= max) return decoded
      } catch {
        // falls through to the refusal
      }
      context.addIssue({ code: 'custom', message: 'bytes' })
      return z.NEVER
    })

export const hex = (length: number) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${length * 2}}$`))
    .transform(text => Uint8Array.from(text.match(/../g)!, pair => parseInt(pair, 16)))

/** 2 MiB is above the largest frame bucket (1 MiB) for as many recipients as a circle can have. */
export const sealedBytes = bytes(200, 2 * 1024 * 1024).transform((decoded, context): Sealed<unknown> => {
  try {
    return asSealed(decoded)
  } catch {
    context.addIssue({ code: 'custom', message: 'sealed' })
    return z.NEVER
  }
})
