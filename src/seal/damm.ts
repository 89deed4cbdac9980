/*
 * Damm's check digit (2004): catches every single wrong digit and every swap of two neighbours, which mod 10 sums do not.
 */
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790'
]

/** The digit to append. `digits` must be ASCII digits. */
export const dammDigit = (digits: string): string =>
  Array.from(digits).reduce((row, digit) => TABLE[Number(row)]![Number(digit)]!, '0')

/** True when the last digit is the check digit of those before. */
export const dammHolds = (digits: string): boolean => dammDigit(digits) === '0'
