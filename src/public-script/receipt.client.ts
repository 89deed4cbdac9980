// The receipt in the place of the form. The code is never in an address, storage or the clipboard unless Copy is pressed.
import { plainDigits } from './digits.ts'
import { byId, fill, say } from './page-parts.client.ts'

/** Languages whose voice says digits as the page's language does. */
const related: Record<string, string[]> = { sr: ['sr', 'hr', 'bs', 'cnr'] }

/** A voice of the phone itself: any other sends the digits to a server of somebody else. */
const ownVoice = (): SpeechSynthesisVoice | undefined => {
  const language = document.documentElement.lang.split('-')[0] ?? ''
  const wanted = related[language] ?? [language]
  return speechSynthesis
    .getVoices()
    .filter(({ localService }) => localService === true)
    .map(voice => ({ voice, rank: wanted.indexOf(voice.lang.toLowerCase().split(/[-_]/)[0] ?? '') }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)[0]?.voice
}

/** Group by group, digit by digit. The button is there only as long as there is a voice for it. */
const offerHearing = (groups: readonly string[]) => {
  if (!('speechSynthesis' in window)) return
  const hear = byId('hear')
  const offer = () => {
    hear.hidden = !ownVoice()
  }
  offer()
  // the list of voices comes late in most browsers
  speechSynthesis.addEventListener?.('voiceschanged', offer)
  document.addEventListener('fener:leave', () => speechSynthesis.cancel())
  hear.addEventListener('click', () => {
    const voice = ownVoice()
    speechSynthesis.cancel()
    if (!voice) return offer()
    for (const group of groups) {
      const spoken = new SpeechSynthesisUtterance([...group].join(', '))
      spoken.voice = voice
      spoken.lang = voice.lang
      spoken.rate = 0.8
      speechSynthesis.speak(spoken)
    }
  })
}

/** Only the digits reach paper (the style sheet); the title, which some browsers print on the margin, would say what they are. */
const offerPrinting = () => {
  const { title } = document
  const hideTitle = () => {
    document.title = '·'
  }
  const showTitle = () => {
    document.title = title
  }
  addEventListener('beforeprint', hideTitle)
  addEventListener('afterprint', showTitle)
  byId('print').addEventListener('click', () => window.print())
  return () => {
    removeEventListener('beforeprint', hideTitle)
    removeEventListener('afterprint', showTitle)
  }
}

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
  const endPrinting = offerPrinting()
  offerHearing(groups)
  const last = byId<HTMLInputElement>('last')
  const trouble = byId('last-error')
  byId<HTMLFormElement>('go-on').addEventListener('submit', event => {
    event.preventDefault()
    const typed = plainDigits(last.value).replace(/\D/g, '')
    if (
      (event.submitter as HTMLElement | null)?.id === 'no-return' ||
      typed === groups[5] ||
      typed === digits
    ) {
      if ('speechSynthesis' in window) speechSynthesis.cancel()
      endPrinting()
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
