import { Secret, TOTP } from 'otpauth'

/** Gives the time step a code belongs to (now ± one), or null. The caller remembers the step: a code works once (RFC 6238 §5.2). */
export const stepOfCode = (secret: Uint8Array, code: string, at: Date): number | null => {
  const totp = new TOTP({
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    digits: 6,
    period: 30
  })
  const delta = totp.validate({ token: code, timestamp: at.getTime(), window: 1 })
  return delta === null ? null : Math.floor(at.getTime() / 30_000) + delta
}
