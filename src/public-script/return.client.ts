// Coming back with the code: nothing typed or read leaves the page unsealed.
import { fileList } from './files.client.ts'
import { fileKind, sizeText } from './file-words.ts'
import { going } from './going.client.ts'
import { byId, fill, make, say, whileSlow } from './page-parts.client.ts'
import type { Inside, Message } from './open-receipt.client.ts'
import { NoSignal, Refused, Stopped, tryAgain } from './transport.client.ts'
import { writtenDay } from '#locales/written-day.ts'

const form = byId<HTMLFormElement>('return')
const data = form?.dataset as Record<string, string>
const words: Record<string, string> = form ? JSON.parse(data.words ?? '{}') : {}
const library = () => import('./open-receipt.client.ts')
const files = fileList(() => words)
let inside: Inside | undefined
/** What goes on: each kind of work once, whatever else is on its way. */
const busy = new Set<string>()
let sending: AbortController | undefined

const sentence = async (refusal: unknown) => {
  if (refusal instanceof NoSignal || !navigator.onLine) return words['no-signal'] ?? ''
  if (refusal instanceof Refused && refusal.code === 'not-found') return words['receipt.unknown'] ?? ''
  const code = refusal instanceof Refused ? refusal.code : (await library()).codeOf(refusal)
  return (code && words[code]) || (words['went-wrong'] ?? '')
}

const trouble = (id: string, text: string) => {
  const place = byId(id)
  // erased while it was on its way: the page has gone on
  if (!place) return
  place.hidden = !text
  say(place, text)
}

/** A second press while it runs does nothing. */
const doing = async (troubleId: string, progressId: string, work: () => Promise<void>) => {
  if (busy.has(progressId)) return
  busy.add(progressId)
  trouble(troubleId, '')
  try {
    await work()
  } catch (refusal) {
    if (refusal instanceof Stopped) return
    say(byId(progressId), '')
    trouble(troubleId, await sentence(refusal).catch(() => words['no-signal'] ?? ''))
  } finally {
    busy.delete(progressId)
  }
}

const from = (message: Pick<Message, 'from' | 'day'>) =>
  fill(words[message.from === 'reporter' ? 'return.from-you' : 'return.from-team'], {
    day: writtenDay(message.day, words)
  })

const fileLines = (manifests: Message['files']): Node[] =>
  manifests.length === 0
    ? []
    : [
        make(
          'ul',
          { className: 'files' },
          ...manifests.map(({ type, size }) =>
            make(
              'li',
              {},
              `${words[`file.kind.${fileKind(type)}`]}, `,
              make('bdi', { textContent: sizeText(size) })
            )
          )
        )
      ]

/** In the talk the person's own words stay hidden, so that a found code betrays little; what was sent just now is shown. */
const lineOf = (message: Message, now = false) => {
  const mine = message.from === 'reporter'
  const about = make('p', { className: 'small soft', textContent: from(message) })
  if (mine && !now) return make('li', { className: 'mine' }, about)
  const text = message.text ?? words['return.locked'] ?? ''
  return make(
    'li',
    { className: mine ? 'mine' : '' },
    about,
    ...(text ? [make('p', { textContent: text, dir: 'auto' })] : []),
    ...fileLines(message.files)
  )
}

const written = (title: string, text: string, manifests: Message['files']): Node[] => [
  make('h2', { className: 'small', textContent: title }),
  ...(text ? [make('p', { textContent: text, dir: 'auto' })] : []),
  ...fileLines(manifests)
]

const show = (opened: Inside) => {
  inside = opened
  byId('outside').remove()
  byId('inside').hidden = false
  const { status, reason } = opened
  say(
    byId('state'),
    status === 'closed' && reason
      ? fill(words['state.closed.reason'], { reason: words[`reason.${reason}`] ?? '' })
      : (words[`state.${status}`] ?? words['state.received'] ?? '')
  )
  byId('erase-on').hidden = !opened.eraseOn
  if (opened.eraseOn)
    byId('erase-on').textContent = fill(words['return.erase-on'], {
      day: writtenDay(opened.eraseOn, words),
      year: opened.eraseOn.slice(0, 4)
    })
  byId('talk').replaceChildren(...[...opened.messages].reverse().map(message => lineOf(message)))
  byId('none').hidden = opened.messages.some(message => message.from === 'intake')
  scrollTo(0, 0)
  byId('inside-title').focus()
}

const forgetFiles = () => {
  files.forget()
  byId('file-list')?.replaceChildren()
}

const sayBack = async (opened: Inside) => {
  const field = byId<HTMLTextAreaElement>('text')
  const text = field.value
  const chosen = [...files.chosen]
  const said = byId('said')
  const mine = (sending = new AbortController())
  const { line, tell, end } = going(byId('answer'), said, words, chosen.length + 1, mine.signal)
  const adding = byId<HTMLInputElement>('files')
  adding.disabled = true
  say(said, words['send.locking'] ?? '')
  try {
    const { day } = await whileSlow(said, words['send.slow'], opened.say(text, chosen, line, tell))
    const manifests = chosen.map(({ type, blob }) => ({ type, size: blob.size }))
    const message = { from: 'reporter', day, text, files: manifests } as Message
    opened.messages.push(message)
    byId('talk').prepend(lineOf(message, true))
    // what was written while it was on its way stays
    if (field.value === text) field.value = ''
    forgetFiles()
    say(said, words['return.sent'] ?? '')
  } finally {
    sending = undefined
    adding.disabled = false
    if (!mine.signal.aborted) end()
  }
}

const showWritten = async (opened: Inside) => {
  const report = await opened.wrote()
  const mine = [...opened.messages].reverse().filter(message => message.from === 'reporter')
  byId('wrote-text').replaceChildren(
    ...written(words['return.first'] ?? '', report.what || (words['return.no-text'] ?? ''), report.files),
    ...mine.flatMap(message =>
      written(from(message), message.text ?? words['return.locked'] ?? '', message.files)
    )
  )
}

const makeProof = async (opened: Inside) => {
  say(byId('proof-said'), words['proof.making'] ?? '')
  const { text } = await opened.proof()
  const save = byId<HTMLAnchorElement>('proof-save')
  if (save.href.startsWith('blob:')) URL.revokeObjectURL(save.href)
  save.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  byId('proof-text').textContent = text
  byId('proof-made').hidden = false
  byId('inside').className = 'has-proof'
  say(byId('proof-said'), words['proof.ready'] ?? '')
}

if (form) {
  const code = byId<HTMLInputElement>('code')
  files.listen()
  code.addEventListener('input', () => void library().catch(() => {}), { once: true })
  form.addEventListener('submit', event => {
    event.preventDefault()
    void doing('code-error', 'progress', async () => {
      const progress = byId('progress')
      say(progress, words['return.opening'] ?? '')
      const opening = library().then(({ openReceipt }) =>
        openReceipt(data.base ?? '', code.value, data.network ?? '', data.salt ?? '')
      )
      const opened = await whileSlow(progress, words['slow'], opening)
      code.value = ''
      show(opened)
    })
  })
  byId<HTMLFormElement>('say').addEventListener('submit', event => {
    event.preventDefault()
    const text = byId<HTMLTextAreaElement>('text')
    if (!text.value.trim() && !files.chosen.length) return text.focus()
    const opened = inside
    // while it waits for signal, a press means: now
    if (sending) return void document.dispatchEvent(new Event(tryAgain))
    if (opened) void doing('say-error', 'said', () => sayBack(opened))
  })
  byId('wrote').addEventListener('toggle', () => {
    const opened = inside
    if (!(byId('wrote') as HTMLDetailsElement).open) return byId('wrote-text').replaceChildren()
    if (opened) void doing('say-error', 'wrote-text', () => showWritten(opened))
  })
  byId<HTMLFormElement>('prove').addEventListener('submit', event => {
    event.preventDefault()
    const opened = inside
    if (opened) void doing('proof-error', 'proof-said', () => makeProof(opened))
  })
  byId('proof-print').addEventListener('click', () => window.print())
  byId<HTMLFormElement>('erase').addEventListener('submit', event => {
    event.preventDefault()
    const opened = inside
    if (!opened) return
    void doing('erase-error', 'erase-said', async () => {
      sending?.abort()
      await opened.erase()
      inside = undefined
      forgetFiles()
      byId('inside').remove()
      byId('erased').hidden = false
      byId('erased-title').focus()
    })
  })
  document.addEventListener('fener:leave', () => {
    sending?.abort()
    inside = undefined
    files.forget()
  })
}
