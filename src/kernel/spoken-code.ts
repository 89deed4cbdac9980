// Word and number, drawn at random and tried again when taken: a counter would say how many there are.

/** An integer from 0 up to, but not including, n; uniform. */
export type RandomBelow = (n: number) => number

const highest = 9_999

export const newCodeFrom = (words: readonly string[], random: RandomBelow): string =>
  `${words[random(words.length)]}-${random(highest) + 1}`

/** As somebody types or dictates it: any case, hyphen, dash or blank. Undefined when it is no code of this set. */
export const parseCodeFrom = (words: readonly string[], text: string): string | undefined => {
  const [, word, number] = /^\s*([a-z]+)\s*[-–—\s]\s*0{0,3}([1-9][0-9]{0,3})\s*$/i.exec(text) ?? []
  const known = word?.toLowerCase()
  return known !== undefined && words.includes(known) ? `${known}-${number}` : undefined
}
