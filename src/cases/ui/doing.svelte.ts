// Which form is open on a case, with what it begins from. "What is next" and a line of the plan open it as well as the buttons above.
import type { AskedStep } from './fact-fields.ts'

type Doing = {
  form: '' | 'fact' | 'refer' | 'correct'
  step?: AskedStep
  person?: string
  values?: Readonly<Record<string, string>>
  /** The fact that is put right. */
  fact?: string
  /** The words that are changed; already open. */
  note?: string
}

const state = $state<{ now: Doing }>({ now: { form: '' } })
export const doing = {
  get now() {
    return state.now
  },
  begin: (now: Doing) => {
    state.now = now
    // the form stands above the pages: it comes to the eye, not the eye to it
    setTimeout(() => {
      const form = document.getElementById('case-form')
      form?.scrollIntoView({ block: 'start' })
      form?.querySelector<HTMLElement>('select, input, textarea')?.focus()
    })
  },
  end: () => {
    state.now = { form: '' }
  }
}
