// The report with script: sections instead of requests, one history entry, and nothing readable ever leaves the page.
import {
  answerErrors,
  excerpt,
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
import { leftToRight, plainDigits } from './digits.ts'
import { byId, make, say } from './page-parts.client.ts'
import { listenToMap } from './place-map.client.ts'
import type { ReportContent } from './report-content.ts'
import { dropParcel, sealing, sendReport } from './sending.client.ts'
import { fetchPage } from './transport.client.ts'

let form = byId<HTMLFormElement>('report')
let words: Record<string, string> = {}
let step = '1'
let changing = false
let clicked: HTMLElement | null = null
const files = fileList(() => words)

const voice = () => import('./voice.client.ts')
let voiceIsOpen = false
// Fetched when the first word is typed and the phone has a moment, so that a line which breaks later still can lock.
const fetchSealingEarly = () => {
  const fetchIt = () => void sealing().catch(() => {})
  if ('requestIdleCallback' in window) requestIdleCallback(fetchIt, { timeout: 4000 })
  else setTimeout(fetchIt, 1500)
}

const address = (to: string) => `${form.dataset.base}/w/${to}`
const organisations = () => form.querySelectorAll('[name=keepFrom]').length
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
      const value = isAsked(field) ? field.value.trim() : ''
      return field.type === 'tel' ? leftToRight(plainDigits(value)) : value
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
    const attached = n === 2 ? files.chosen.map(file => file.label).join('\n') : ''
    const answered = isAnswered(answers, n) || attached !== ''
    const text =
      n === 7 && answered ? answers.name : [answerText(section), attached].filter(Boolean).join('\n')
    place.textContent = answered ? excerpt(text) : (words['check.left-out'] ?? '')
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

const check = () => {
  const answers = formAnswers()
  const errors = answerErrors(answers, files.chosen.length, organisations())
  showErrors(errors)
  trouble('')
  if (errors.length) return
  const content = reportFrom(answers, form.dataset.language as ReportContent['language'], [], placeName)
  const { keepFrom } = answers
  void sendReport({ form, words, trouble, newKeys, forget, show }, { content, files: files.chosen, keepFrom })
}

const newKeys = async () => {
  const fresh = (await fetchPage(address('all'))).getElementById('report')
  if (fresh?.dataset.intake) form.dataset.intake = fresh.dataset.intake
}

const leave = () => {
  files.forget()
  dropParcel()
}

const forget = () => {
  form.reset()
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea, input:not([type=hidden], [type=radio], [type=checkbox])'
  ))
    field.value = ''
  leave()
  byId('file-list').replaceChildren()
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
    const fresh = await fetchPage(`/${path}/w/${at}`)
    await quiet()
    document.documentElement.lang = fresh.documentElement.lang
    document.documentElement.dir = fresh.documentElement.dir
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

/** Whoever goes on has finished speaking; the recording is kept. */
const quiet = async () => {
  if (voiceIsOpen) await (await voice()).stopRecording()
}

const press = (button: HTMLElement | null) => {
  const language = button?.dataset.language
  if (language) return void changeLanguage(language)
  let to = button?.dataset.go ?? 'next'
  if (to === 'send' || (to === 'next' && step === 'all')) return check()
  if ((button as HTMLButtonElement | null)?.name === 'skip') skip(step)
  // Said where it was written, not six questions later. What is missing is asked for at the end only.
  const tooLong = answerErrors(formAnswers(), 1, organisations()).filter(
    error => error.code === 'report.too-long' && String(error.question) === step
  )
  if (to === 'next' && tooLong.length) return showErrors(tooLong)
  if ((button as HTMLButtonElement | null)?.name === 'change') changing = true
  if (to === 'next') to = changing || step === '7' ? 'all' : String(Number(step) + 1)
  if (to === 'all') changing = false
  showErrors([])
  trouble('')
  void quiet()
  show(to)
}

const start = () => {
  form = byId<HTMLFormElement>('report')
  words = JSON.parse(form.dataset.words ?? '{}')
  step = form.dataset.step ?? '1'
  changing = Boolean(form.querySelector('[name=changing]'))
  files.listen()
  listenToMap()
  byId('voice').hidden = !('MediaRecorder' in window && navigator.mediaDevices?.getUserMedia)
  byId('voice-open').addEventListener('click', async () => {
    try {
      const { openVoice } = await voice()
      voiceIsOpen = true
      openVoice(() => words, files.addVoice)
    } catch {
      say(byId('voice-status'), words['send.offline'] ?? '')
    }
  })
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
  document.addEventListener('fener:leave', leave)
}
