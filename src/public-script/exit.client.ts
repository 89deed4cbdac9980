// Quick exit (experience 3.9): blank sheet first, then empty everything, then go. On every public page, before all else.

/** From here on scripts run: what is only true without them goes, what needs them comes. */
const showWhatScriptsChange = (root: ParentNode) => {
  for (const element of root.querySelectorAll('[data-without-script]')) element.remove()
  for (const element of root.querySelectorAll<HTMLElement>('[data-with-script]')) element.hidden = false
}

const leave = (to: string, title: string) => {
  const page = document.documentElement
  // The sheet is drawn before anything waits for the network. Fields are emptied too: a browser may keep a form for "Back".
  for (const form of document.forms) form.reset()
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input'))
    field.value = ''
  page.replaceChildren(document.createElement('head'), document.createElement('body'))
  const light = document.createElement('meta')
  light.name = 'color-scheme'
  light.content = 'only light'
  document.head.append(light)
  document.title = title
  document.dispatchEvent(new Event('fener:leave'))
  try {
    sessionStorage.clear()
    localStorage.clear()
  } catch {
    // Storage may be forbidden; then nothing is in it.
  }
  location.replace(to)
}

// Asked anew each time: the report changes its language by exchanging the page under this script.
const leaveLink = () => document.getElementById('leave') as HTMLAnchorElement | null
const go = () => {
  const { to, title } = leaveLink()?.dataset ?? {}
  if (to) leave(to, title ?? '')
}

document.addEventListener('click', event => {
  if (!(event.target as Element).closest?.('#leave')) return
  event.preventDefault()
  go()
})

const countdown = () => {
  const link = leaveLink()
  const known = document.getElementById('leave-count')
  if (known || !link) return known
  const count = document.createElement('p')
  count.id = 'leave-count'
  count.className = 'vh'
  count.setAttribute('role', 'status')
  link.after(count)
  return count
}

// Shift alone, three times within five seconds. Held together with another key it is typing and starts anew.
let presses: number[] = []
document.addEventListener('keydown', event => {
  if (event.key !== 'Shift') presses = []
  else if (!event.repeat) {
    const now = event.timeStamp
    presses = [...presses.filter(time => now - time < 5000), now]
    const { two, one } = leaveLink()?.dataset ?? {}
    const count = countdown()
    if (count) count.textContent = (presses.length === 1 ? two : presses.length === 2 ? one : '') ?? ''
    if (presses.length >= 3) go()
  }
})

countdown()
showWhatScriptsChange(document)
document.addEventListener('fener:page', () => {
  showWhatScriptsChange(document)
  countdown()
})
