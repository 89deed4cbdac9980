// A professional's referral with script: read from the page, sealed here, sent; the receipt takes the form's place.
import { readReferral, referralErrors, referralReport } from '#reports/public.ts'
import { fileList } from './files.client.ts'
import { byId, make, say } from './page-parts.client.ts'
import type { ReportContent } from './report-content.ts'
import { dropParcel, sealing, sendReport } from './sending.client.ts'
import { fetchPage } from './transport.client.ts'

let form = byId<HTMLFormElement>('report')
let words: Record<string, string> = {}
const files = fileList(() => words)

const trouble = (text: string) => {
  const place = byId('trouble')
  place.hidden = !text
  say(place, text)
}

const idOf = (field: string) => (field === 'profession' || field === 'files' ? field : `pro-${field}`)

const showErrors = (errors: ReturnType<typeof referralErrors>) => {
  const place = byId('errors')
  place.replaceChildren()
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  if (!errors.length) return
  const list = make('ul')
  for (const { field, code } of errors) {
    const text = words[code] ?? code
    byId(idOf(field)).setAttribute('aria-invalid', 'true')
    const link = make('a', { href: `#${idOf(field)}`, textContent: text })
    link.addEventListener('click', event => {
      event.preventDefault()
      byId(idOf(field)).focus()
    })
    list.append(make('li', {}, link))
  }
  const title = make('h2', { textContent: place.dataset.title ?? '' })
  const box = make('div', { className: 'errors', tabIndex: -1 }, title, list)
  box.setAttribute('role', 'alert')
  place.append(box)
  box.focus()
}

const placeName = (id: string) =>
  form.querySelector<HTMLOptionElement>(`#pro-place option[value="${id}"]`)?.text

const forget = () => {
  form.reset()
  files.forget()
  dropParcel()
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'textarea, input:not([type=hidden], [type=radio], [type=checkbox])'
  ))
    field.value = ''
  byId('file-list').replaceChildren()
}

const show = (step: 'ok' | 'done') => {
  form.hidden = true
  byId('now').hidden = true
  for (const section of document.querySelectorAll<HTMLElement>('section[data-step]'))
    section.hidden = section.dataset.step !== step
  // the address is the organisation's; what was done at it stays out of the history
  history.replaceState(null, '', `${form.dataset.base}/w/ok`)
  scrollTo(0, 0)
  document.querySelector<HTMLElement>(`[data-step="${step}"] h1`)?.focus()
}

const newKeys = async () => {
  const fresh = (await fetchPage(location.pathname)).getElementById('report')
  if (fresh?.dataset.intake) form.dataset.intake = fresh.dataset.intake
}

const submit = (event: Event) => {
  event.preventDefault()
  const answers = readReferral(new FormData(form))
  const errors = referralErrors(answers, files.chosen.length)
  showErrors(errors)
  trouble('')
  if (errors.length) return
  const content = referralReport(answers, form.dataset.language as ReportContent['language'], placeName)
  void sendReport(
    { form, words, trouble, newKeys, forget, show },
    { content: content as ReportContent, files: files.chosen, keepFrom: [] }
  )
}

/** Another language: the empty page is fetched and filled here, so that no word is sent for it. */
const changeLanguage = async (event: Event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('.lang a')
  if (!link || form.hidden || !link.pathname.endsWith(location.pathname.split('/').slice(2).join('/'))) return
  event.preventDefault()
  const typed = [...new FormData(form)].filter(([name]) => name !== 'key')
  try {
    const fresh = await fetchPage(link.pathname)
    document.documentElement.lang = fresh.documentElement.lang
    const list = byId('file-list')
    document.body.replaceChildren(...document.adoptNode(fresh.body).childNodes)
    start()
    for (const field of form.querySelectorAll<HTMLInputElement>('[name]:not([type=hidden])')) {
      const values = typed.filter(([name]) => name === field.name).map(([, value]) => value)
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = values.includes(field.value)
      else field.value = String(values[0] ?? '')
      if (field.checked) field.closest('details')?.setAttribute('open', '')
    }
    byId('file-list').replaceWith(list)
    history.replaceState(null, '', link.pathname)
    document.dispatchEvent(new Event('fener:page'))
  } catch {
    trouble(words['send.offline'] ?? '')
  }
}

const start = () => {
  form = byId<HTMLFormElement>('report')
  words = JSON.parse(form.dataset.words ?? '{}')
  files.listen()
  form.addEventListener('submit', submit)
  // fetched with the first word, so that a line which breaks later still can lock
  form.addEventListener('input', () => void sealing().catch(() => {}), { once: true })
}

if (form) {
  start()
  document.addEventListener('click', event => void changeLanguage(event))
  document.addEventListener('fener:leave', () => {
    files.forget()
    dropParcel()
  })
}
