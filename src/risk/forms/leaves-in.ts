// The answers of a filled-in form as places and values, without knowing the form: also those left blank, in the order they stand in.
import type { AnsweredAt } from './sign-ties.ts'
import type { XmlElement } from './xml.ts'

export const leavesIn = (root: XmlElement): AnsweredAt[] => {
  const leaves: AnsweredAt[] = []
  const walk = (element: XmlElement, at: string) => {
    if (element.children.length) for (const child of element.children) walk(child, `${at}/${child.name}`)
    else leaves.push({ reference: at, value: element.text.trim() })
  }
  walk(root, `/${root.name}`)
  return leaves
}
