// The report with script: sections instead of requests, one history entry, and nothing readable ever leaves the page.
import {
  answerErrors,
  isAnswered,
  questions,
  readAnswers,
  withoutQuestion,
  questionOf,
  reportFrom,
  type AnswerError,
  type Answers
} from './answers.ts'
import { fileList } from './files.client.ts'
import { byId, fill, make, say, whileSlow } from './page-parts.client.ts'
import { showReceipt, writtenDay } from './receipt.client.ts'
import type { Parcel } from './send-report.client.ts'
import type { ReportContent } from './report-content.ts'
import { NoSignal } from './transport.client.ts'

let form = byId<HTMLFormElement>('report')
let words: Record<string, string> = {}
let step = '1'
let changing = false
let sending = false
let clicked: HTMLElement | null = null
let parcel: { of: string; made: Parcel } | undefined
const files = fileList(() => words)

const sealing = () => import('./send-report.client.ts')
// Fetched when the first word is typed and the phone has a moment, so that a line which breaks later still can lock.
const fetchSealingEarly = () => {
  const fetchIt = () => void sealing().catch(() => {})
  if ('requestIdleCallback' in window) requestIdleCallback(fetchIt, { timeout: 4000 })
  else setTimeout(fetchIt, 1500)
}

const address = (to: string) => `${form.dataset.base}/w/${to}`
const formAnswers = () => readAnswers(new FormData(form))

/** The words of the chosen answers as they stand on the page. */
const answerText = (section: HTMLElement): string =>
  [
    ...section.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
      'input[name], select, textarea'
    )
  ]
    .map(field => {
      if (field instanceof HTMLSelectElement) return field.value && field.selectedOptions[0]?.text
      if (field.type === 'radio' || field.type === 'checkbox')
        return (field as HTMLInputElement).checked && labelOf(field)
      return isAsked(field) && field.value.trim()
    })
    .filter(Boolean)
    .join('\n')

const labelOf = (field: HTMLElement) => {
  const label = field.parentElement?.querySelector<HTMLElement>('[data-label]')
  return label?.dataset.label || label?.textContent
}

// What stands under an answer that was not chosen is not sent, so it is not shown.
const isAsked = (field: Element): boolean => {
  if (field.closest('.if-phone')) return byId<HTMLInputElement>('answer-phone').checked
  return !field.closest('.if-named') || byId<HTMLInputElement>('named-yes').checked
}

const review = (answers: Answers) => {
  const { team, count } = byId('readers').dataset
  say(byId('readers'), (answers.keepFrom.length ? team : count) ?? '')
  for (const n of questions) {
    const place = form.querySelector(`[data-review="${n}"] [data-answer]`) as HTMLElement
    const section = byId(`q${n}`)
    const attached = n === 2 ? files.chosen.map(file => file.name).join('\n') : ''
    const answered = isAnswered(answers, n) || attached !== ''
    const text =
      n === 7 && answered ? answers.name : [answerText(section), attached].filter(Boolean).join('\n')
    place.textContent = answered ? text : (words['check.left-out'] ?? '')
    place.className = answered ? '' : 'left'
    const title = form.querySelector(`[data-review="${n}"] dt`) as HTMLElement
    title.textContent = [...byId(`q${n}-title`).childNodes]
      .filter(node => node.nodeType !== Node.COMMENT_NODE && !(node as HTMLElement).hidden)
      .map(node => node.textContent)
      .join('')
      .trim()
  }
}

/** One history entry for the whole report: the address follows, "Back" of the phone leaves the report. */
const show = (to: string, focus = true) => {
  const answers = formAnswers()
  step = to
  for (const section of document.querySelectorAll<HTMLElement>('[data-step]:is(section)'))
    section.hidden = section.dataset.step !== to
  for (const word of form.querySelectorAll<HTMLElement>('[data-me]'))
    word.hidden = (word.dataset.me === 'yes') !== (answers.about === 'me')
  const asked = to === 'ok' || to === 'done' ? undefined : to
  form.hidden = !asked
  byId('now').hidden = !asked
  if (to === 'all') review(answers)
  document.title = questionOf(to) ? `Fener ${to}/7` : 'Fener'
  history.replaceState(null, '', to === 'done' ? address('ok') : address(to))
  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-language]'))
    button.formAction = `/${button.dataset.language}/w/${to}`
  if (focus) {
    scrollTo(0, 0)
    document.querySelector<HTMLElement>(`[data-step="${to}"]:is(section) h1`)?.focus()
  }
}

const showErrors = (errors: AnswerError[]) => {
  const place = byId('errors')
  place.replaceChildren()
  if (!errors.length) return
  const list = make('ul')
  for (const { question, field, code } of errors) {
    const link = make('button', { type: 'button', className: 'link', textContent: words[code] ?? code })
    link.addEventListener('click', () => {
      changing = true
      show(String(question))
      place.replaceChildren()
      byId(field).setAttribute('aria-invalid', 'true')
      byId(field).focus()
    })
    list.append(make('li', {}, link))
  }
  const box = make(
    'div',
    { className: 'errors', tabIndex: -1 },
    make('h2', { textContent: words['errors.title'] ?? '' }),
    list
  )
  box.setAttribute('role', 'alert')
  place.append(box)
  box.focus()
}

const trouble = (text: string) => {
  const place = byId('trouble')
  place.hidden = !text
  say(place, text)
}

const placeName = (id: string) => form.querySelector<HTMLOptionElement>(`#place option[value="${id}"]`)?.text

const sendReport = async () => {
  if (sending) return
  const answers = formAnswers()
  const errors = answerErrors(answers, files.chosen.length, form.querySelectorAll('[name=keepFrom]').length)
  showErrors(errors)
  trouble('')
  if (errors.length) return
  sending = true
  const button = byId<HTMLButtonElement>('send')
  const progress = byId('progress')
  button.setAttribute('aria-disabled', 'true')
  const content = reportFrom(answers, form.dataset.language as ReportContent['language'], [], placeName)
  // Same words, same files: the same parcel goes again. Anything changed: a new one.
  const of = JSON.stringify([
    content,
    answers.keepFrom,
    files.chosen.map(file => [file.name, file.blob.size])
  ])
  let codeOf: (trouble: unknown) => string | undefined = () => undefined
  try {
    say(progress, words['send.locking'] ?? '')
    const library = await whileSlow(progress, words['send.slow'], sealing())
    codeOf = library.codeOf
    if (parcel?.of !== of) {
      const keys = await library.keysFor(
        JSON.parse(form.dataset.intake ?? '{}'),
        address('keys'),
        answers.keepFrom
      )
      parcel = { of, made: await library.pack(content, files.chosen, keys) }
    }
    const { made } = parcel
    const { deadlineDay, held } = await library.send(form.dataset.base ?? '', made, {
      sending: (n, all, left) => {
        const size =
          left > 1048576 ? ' ' + fill(words['send.left'], { size: `${Math.ceil(left / 1048576)} MB` }) : ''
        say(progress, fill(words['send.sending'], { n, all }) + size)
      },
      working: (done, all) => say(progress, fill(words['send.work'], { n: Math.round((done / all) * 100) })),
      waiting: n => say(progress, fill(words['send.wait'], { n }))
    })
    say(progress, words['send.arrived'] ?? '')
    const day = writtenDay(deadlineDay, words, form.dataset.language ?? '')
    forget()
    showReceipt(made.receipt, day, () => show('done'))
    byId('held').hidden = !held
    byId('deadline-note').hidden = held
    show('ok')
  } catch (refusal) {
    say(progress, '')
    const code = codeOf(refusal)
    // the team has changed: sealed anew, with the keys of now
    if (code === 'report.circle') {
      parcel = undefined
      form.dataset.intake = '{}'
    }
    const unreachable = refusal instanceof NoSignal || !navigator.onLine
    trouble((unreachable ? words['send.offline'] : code && words[code]) || words['send.failed'] || '')
  } finally {
    sending = false
    button.removeAttribute('aria-disabled')
  }
}

const dropParcel = () => {
  files.chosen.length = 0
  parcel = undefined
}

const forget = () => {
  form.reset()
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea, input:not([type=hidden], [type=radio], [type=checkbox])'
  ))
    field.value = ''
  byId('file-list').replaceChildren()
  dropParcel()
}

const skip = (n: string) => {
  const question = questionOf(n)
  if (!question) return
  put(withoutQuestion(formAnswers(), question))
}

/** Puts answers into the form: after a skip, and after the language was changed. */
const put = (answers: Answers) => {
  for (const [name, value] of Object.entries(answers)) {
    for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
      if (field.type === 'radio' || field.type === 'checkbox')
        field.checked = [value].flat().includes(field.value)
      else field.value = String(value)
    }
  }
}

// Another language without sending a word: the empty page is fetched, and filled here.
const changeLanguage = async (path: string) => {
  const answers = formAnswers()
  const at = step
  try {
    const response = await fetch(`/${path}/w/${at}`, { credentials: 'omit', cache: 'no-store' })
    if (!response.ok) throw new NoSignal()
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
    document.documentElement.lang = fresh.documentElement.lang
    const list = byId('file-list')
    document.body.replaceChildren(...document.adoptNode(fresh.body).childNodes)
    start()
    put(answers)
    byId('file-list').replaceWith(list)
    document.dispatchEvent(new Event('fener:page'))
    show(at)
  } catch {
    trouble(words['send.offline'] ?? '')
  }
}

const press = (button: HTMLElement | null) => {
  const language = button?.dataset.language
  if (language) return void changeLanguage(language)
  let to = button?.dataset.go ?? 'next'
  if (to === 'send' || (to === 'next' && step === 'all')) return void sendReport()
  if ((button as HTMLButtonElement | null)?.name === 'skip') skip(step)
  if ((button as HTMLButtonElement | null)?.name === 'change') changing = true
  if (to === 'next') to = changing || step === '7' ? 'all' : String(Number(step) + 1)
  if (to === 'all') changing = false
  showErrors([])
  trouble('')
  show(to)
}

const start = () => {
  form = byId<HTMLFormElement>('report')
  words = JSON.parse(form.dataset.words ?? '{}')
  step = form.dataset.step ?? '1'
  changing = Boolean(form.querySelector('[name=changing]'))
  files.listen()
  form.addEventListener('submit', event => {
    event.preventDefault()
    press(event.submitter ?? clicked)
  })
  // Safari before 15.4 does not say which button submitted.
  form.addEventListener('click', event => {
    clicked = (event.target as Element).closest('button')
  })
  form.addEventListener('input', fetchSealingEarly, { once: true })
}

if (form) {
  start()
  show(step, false)
  document.addEventListener('fener:leave', dropParcel)
}
