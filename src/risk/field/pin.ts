// What opens the phone: long enough that a copied phone does not open it, and after wrong tries a wait that grows. The wait is kept on
// the phone, so a thief who sets its clock forward outruns it; the count of tries has an end, and does not care what the clock says.

/** Eight digits or more, or words. Undefined: good. */
export const weakness = (pin: string): 'short' | 'simple' | undefined => {
  const text = pin.normalize('NFKC')
  if (text.length < 8) return 'short'
  const steps = [...text].slice(1).map((sign, at) => sign.codePointAt(0)! - text.codePointAt(at)!)
  // 11111111, 12345678, 87654321, 12121212, 20202020
  const even = steps.every(step => step === steps[0])
  return even || /^(.{1,4})\1+$/u.test(text) ? 'simple' : undefined
}

export type Tries = { wrong: number; until: number }
export const noTries: Tries = { wrong: 0, until: 0 }

/** After so many wrong tries in a row the drafts' key is thrown away. What is finished is sealed to others and stays. */
export const mostTries = 20

/** Seconds to wait after the nth wrong try. */
const waitAfter = (wrong: number): number => (wrong < 4 ? 0 : Math.min(30 * 2 ** (wrong - 4), 3600))

export const afterWrong = (tries: Tries, now: number): Tries => {
  const wrong = tries.wrong + 1
  return { wrong, until: now + waitAfter(wrong) * 1000 }
}

/** Seconds still to wait. A clock that was set back does not make it longer than it was. */
export const stillToWait = ({ wrong, until }: Tries, now: number): number =>
  Math.max(0, Math.min(Math.ceil((until - now) / 1000), waitAfter(wrong)))

export const triesLeft = ({ wrong }: Tries): number => Math.max(0, mostTries - wrong)
