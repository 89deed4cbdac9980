// Digits as people write and read them: keyboards for Arabic, Persian, Pashto and Urdu have their own.

/** Those digits as 0 to 9, and without the invisible marks of direction that come along when a number is copied. */
export const plainDigits = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String(digit.charCodeAt(0) & 15))
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')

/** For `pattern` without script: each digit may be typed in any of the three ways, with spaces or without. */
export const digitPattern = (digits: string): string =>
  `\\s*${[...digits]
    .map(digit => `[${digit}${String.fromCharCode(0x660 + Number(digit), 0x6f0 + Number(digit))}]`)
    .join('\\s*')}\\s*`

/** A telephone number among words that run from right to left stays in its order. */
export const leftToRight = (number: string): string => number && `\u2066${number}\u2069`
