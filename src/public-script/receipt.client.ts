// The receipt in the place of the form. The code is never in an address, storage or the clipboard unless Copy is pressed.
import { plainDigits } from './digits.ts'
import { byId, fill, say } from './page-parts.client.ts'

export const showReceipt = (digits: string, deadline: string, done: () => void) => {
  const groups = digits.match(/\d{4}/g) ?? []
  for (const [at, place] of [...byId('code').querySelectorAll('span')].entries())
    place.textContent = groups[at] ?? ''
  byId('disguised').textContent = groups.join('-')
  byId('deadline').textContent = fill(byId('deadline').dataset.text, { day: deadline })
  byId('copy').addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(groups.join(' '))
      say(byId('copied'), byId('copied').dataset.text ?? '')
    } catch {
      // No clipboard: mark the code, so that the phone's own "copy" works.
      getSelection()?.selectAllChildren(byId('code'))
    }
  })
  if ('speechSynthesis' in window) {
    const hear = byId('hear')
    hear.hidden = false
    hear.addEventListener('click', () => {
      speechSynthesis.cancel()
      for (const group of groups) {
        const spoken = new SpeechSynthesisUtterance([...group].join(', '))
        spoken.lang = document.documentElement.lang
        spoken.rate = 0.8
        speechSynthesis.speak(spoken)
      }
    })
  }
  const last = byId<HTMLInputElement>('last')
  const trouble = byId('last-error')
  byId<HTMLFormElement>('go-on').addEventListener('submit', event => {
    event.preventDefault()
    const typed = plainDigits(last.value).replace(/\D/g, '')
    if ((event.submitter as HTMLElement | null)?.id === 'no-return' || typed === groups[5]) {
      byId('receipt').remove()
      done()
      return
    }
    trouble.hidden = false
    say(trouble, trouble.dataset.text ?? '')
    last.setAttribute('aria-invalid', 'true')
    last.focus()
  })
}
