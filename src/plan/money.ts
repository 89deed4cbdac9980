/**
 * What a person writes for an amount, in cents: “12.400”, “12,400.50”, “1 200,5”. The last point or comma divides cents when one or
 * two figures follow it, otherwise it divides thousands. Undefined: this is not an amount.
 */
export const centsIn = (written: string): number | undefined => {
  const text = written.replaceAll(/[\s\u00a0€]/g, '')
  const found = /^(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(text)
  if (!found) return undefined
  const [, whole = '', cents = ''] = found
  if (whole.includes('.') && whole.includes(',')) return undefined
  const amount = Number(whole.replaceAll(/[.,]/g, '')) * 100 + Number(cents.padEnd(2, '0'))
  return Number.isSafeInteger(amount) ? amount : undefined
}
