/**
 * Stands in a text that came from the intake team where a part was left out. Blocks, so that it reads as what it is in every language
 * and in an old copy; a screen says it in the reader's words.
 */
export const maskMark = '▇▇▇'
export const sayMasked = (text: string, word: string): string => text.replaceAll(maskMark, word)
