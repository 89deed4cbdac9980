/** Reading a report moves its deadline, and so its place in the list: who walks by key goes on from where they stood. New ones come last. */
export const keepOrder = (known: readonly string[], shown: readonly string[]): string[] => {
  const still = known.filter(code => shown.includes(code))
  return [...still, ...shown.filter(code => !still.includes(code))]
}

/** The code that many steps further; the first or last when there is no current one. Undefined at the ends. */
export const stepFrom = (
  shown: readonly string[],
  current: string | undefined,
  steps: 1 | -1
): string | undefined => {
  const at = current === undefined ? -1 : shown.indexOf(current)
  if (at < 0) return steps === 1 ? shown[0] : shown.at(-1)
  return shown[at + steps]
}
