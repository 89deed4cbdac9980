// Coming back with the code: nothing typed or read leaves the page unsealed.
import { byId, fill, make, say, whileSlow } from './page-parts.client.ts'
import type { Inside } from './open-receipt.client.ts'
import { NoSignal, Refused } from './transport.client.ts'
import { writtenDay } from '#locales/written-day.ts'

const form = byId<HTMLFormElement>('return')
const data = form?.dataset as Record<string, string>
const words: Record<string, string> = form ? JSON.parse(data.words ?? '{}') : {}
const library = () => import('./open-receipt.client.ts')
let inside: Inside | undefined
let busy = false

const sentence = (refusal: unknown) => {
  if (refusal instanceof NoSignal || !navigator.onLine) return words['no-signal'] ?? ''
  if (refusal instanceof Refused && refusal.code === 'not-found') return words['receipt.unknown'] ?? ''
  return (refusal instanceof Refused && words[refusal.code]) || (words['went-wrong'] ?? '')
}

const trouble = (id: string, text: string) => {
  const place = byId(id)
  place.hidden = !text
  say(place, text)
}

/** One piece of work at a time; a second press while it runs does nothing. */
const doing = async (troubleId: string, work: () => Promise<void>) => {
  if (busy) return
  busy = true
  trouble(troubleId, '')
  try {
    await work()
  } catch (refusal) {
    trouble(troubleId, sentence(refusal))
  } finally {
    busy = false
    say(byId('progress'), '')
  }
}

const line = (from: string, day: string, text: string | null) =>
  make(
    'li',
    { className: from === 'reporter' ? 'mine' : '' },
    make('p', {
      className: 'small soft',
      textContent: fill(words[from === 'reporter' ? 'return.from-you' : 'return.from-team'], {
        day: writtenDay(day, words)
      })
    }),
    make(
      'p',
      text === null ? { textContent: words['return.locked'] ?? '' } : { textContent: text, dir: 'auto' }
    )
  )

const show = (opened: Inside) => {
  inside = opened
  byId('outside').remove()
  byId('inside').hidden = false
  say(byId('state'), words[`state.${opened.status}`] ?? words['state.received'] ?? '')
  byId('erase-on').hidden = !opened.eraseOn
  if (opened.eraseOn)
    byId('erase-on').textContent = fill(words['return.erase-on'], {
      day: writtenDay(opened.eraseOn, words),
      year: opened.eraseOn.slice(0, 4)
    })
  const newestFirst = [...opened.messages].reverse()
  byId('talk').replaceChildren(...newestFirst.map(({ from, day, text }) => line(from, day, text)))
  byId('none').hidden = opened.messages.some(({ from }) => from === 'intake')
  scrollTo(0, 0)
  byId('inside-title').focus()
}

if (form) {
  const code = byId<HTMLInputElement>('code')
  code.addEventListener('input', () => void library().catch(() => {}), { once: true })
  form.addEventListener('submit', event => {
    event.preventDefault()
    void doing('code-error', async () => {
      say(byId('progress'), words['return.opening'] ?? '')
      const opening = library().then(({ openReceipt }) =>
        openReceipt(data.base ?? '', code.value, data.network ?? '', data.salt ?? '')
      )
      const opened = await whileSlow(byId('progress'), words['slow'], opening)
      code.value = ''
      show(opened)
    })
  })
  byId<HTMLFormElement>('say').addEventListener('submit', event => {
    event.preventDefault()
    const text = byId<HTMLTextAreaElement>('text')
    if (!text.value.trim()) return text.focus()
    void doing('say-error', async () => {
      const said = text.value
      await inside?.say(said)
      text.value = ''
      byId('talk').prepend(line('reporter', new Date().toISOString().slice(0, 10), said))
      say(byId('said'), words['return.sent'] ?? '')
    })
  })
  byId('wrote').addEventListener('toggle', () => {
    const place = byId('wrote-text')
    if (!(byId('wrote') as HTMLDetailsElement).open) return place.replaceChildren()
    void doing('say-error', async () => {
      const report = await inside?.wrote()
      place.textContent = report?.what ?? ''
    })
  })
  byId<HTMLFormElement>('erase').addEventListener('submit', event => {
    event.preventDefault()
    void doing('say-error', async () => {
      await inside?.erase()
      inside = undefined
      byId('inside').remove()
      byId('erased').hidden = false
      byId('erased-title').focus()
    })
  })
  document.addEventListener('fener:leave', () => {
    inside = undefined
  })
}
