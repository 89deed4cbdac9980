/**
 * Without what people put between groups: spaces, dashes of all kinds, minus, hyphen bullet, and invisible characters that
 * come along when text is copied (direction marks in Arabic, soft hyphens, zero-width spaces).
 */
export const withoutSeparators = (text: string): string =>
  text.replace(/[\s\p{Z}\p{Pd}\p{Cf}\u2212\u2043]/gu, '')

/** The decimal digits of any script (Arabic, Persian, Devanagari, full width …) as 0 to 9; other characters stay. */
export const asciiDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, char => {
    // A script's ten digits stand together in order: the value is the distance from the run's start, modulo 10.
    const code = char.codePointAt(0)!
    let start = code
    while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start--
    return String((code - start) % 10)
  })
