// A filled-in form as questions and answers. The engine reads it as it was filled in; where the form is gone, the bare instance is shown.
import { answerWords, openForm, screensOf, valueOf } from './screens.client.ts'
import type { Answers } from './submission.ts'

export type ReadAnswer = {
  above: string[]
  question: string
  answer: string
  /** Why there is no answer; blank: it was passed over. */
  unsaid: 'not-known' | 'not-said' | ''
}

export const readAnswers = async (
  xform: string,
  { xml, notKnown, notSaid }: Answers,
  choose: (languages: readonly string[]) => string | undefined
): Promise<ReadAnswer[]> => {
  const root = await openForm(xform, xml)
  const wanted = choose(root.languages.map(one => one.language))
  const language = root.languages.find(one => one.language === wanted)
  if (language) root.setLanguage(language)
  return screensOf(root)
    .filter(({ kind, node }) => kind !== 'again' && (kind !== 'note' || valueOf(node) !== ''))
    .map(({ node, above }) => {
      const at = node.currentState.reference
      const unsaid = notSaid.includes(at) ? 'not-said' : notKnown.includes(at) ? 'not-known' : ''
      return {
        above,
        question: node.currentState.label?.asString || at,
        answer: unsaid === '' ? answerWords(node) : '',
        unsaid
      }
    })
}

export const answeredPlainly = (xml: string): ReadAnswer[] => {
  const found: ReadAnswer[] = []
  const walk = (element: Element, above: string[]) => {
    if (element.localName === 'meta') return
    if (element.children.length === 0)
      found.push({ above, question: element.localName, answer: element.textContent ?? '', unsaid: '' })
    else for (const child of element.children) walk(child, [...above, element.localName])
  }
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement
  for (const child of root.children) walk(child, [])
  return found
}
