// What a page shows while bytes leave it: which of how many, how much is left, and that a broken line is tried again.
import { sizeText } from './file-words.ts'
import { byId, fill, say } from './page-parts.client.ts'
import type { Told } from './send-files.client.ts'
import type { Line } from './transport.client.ts'

const showLeft = (left: number, of: number, words: Record<string, string>) => {
  byId('going').hidden = of === 0
  byId<HTMLProgressElement>('bar').value = of ? 1 - left / of : 1
  byId('left').textContent = of ? fill(words['send.left'], { size: sizeText(left) }) : ''
}

/** While the line is broken, `button` may be pressed again: that tries at once. `all` things go out. */
export const going = (
  button: HTMLElement,
  progress: HTMLElement,
  words: Record<string, string>,
  all: number,
  leaving: AbortSignal
): { line: Line; tell: Told; end(): void } => {
  let doing = ''
  button.setAttribute('aria-disabled', 'true')
  return {
    line: {
      leaving,
      waiting: (still, seconds) => {
        const why = seconds ? fill(words['send.wait'], { n: seconds }) : (words['send.waiting'] ?? '')
        say(progress, still ? why : doing)
        if (still) button.removeAttribute('aria-disabled')
        else button.setAttribute('aria-disabled', 'true')
      }
    },
    tell: (n, left, of) => {
      doing = fill(words['send.sending'], { n, all })
      say(progress, doing)
      showLeft(left, of, words)
    },
    end: () => {
      showLeft(0, 0, words)
      button.removeAttribute('aria-disabled')
    }
  }
}
