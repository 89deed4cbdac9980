// The codes of the list as it stands, for going to the next and the one before by key.
let codes = $state.raw<readonly string[]>([])
export const inboxOrder = {
  get codes() {
    return codes
  }
}
export const setInboxOrder = (shown: readonly string[]): void => void (codes = shown)

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
