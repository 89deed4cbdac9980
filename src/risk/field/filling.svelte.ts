// A questionnaire while it is filled in: where one stands, what was answered, and that every answer is sealed at once.
import { saveDraft, scoreOf, takeUp } from './drafts.client.ts'
import type { Draft, DraftForm } from './draft.ts'
import { screensOf, valueOf, type FormNode, type FormRoot, type Screen } from './screens.client.ts'
import { withoutPositions } from '../forms/sign-ties.ts'

const unknownCode = 'not-known'

export class Filling {
  draft = $state() as Draft
  readonly form: DraftForm
  readonly root: FormRoot
  /** Raised whenever the form changed: its tree is not Svelte's. */
  version = $state(0)
  fault = $state(false)

  private constructor(taken: { draft: Draft; form: DraftForm; root: FormRoot }) {
    this.draft = taken.draft
    this.form = taken.form
    this.root = taken.root
    this.speakLanguage()
  }

  /** Throws when the form itself cannot be read; undefined when the draft is not on this phone. */
  static async of(id: string): Promise<Filling | undefined> {
    const taken = await takeUp(id)
    return taken && new Filling(taken)
  }

  get languages(): string[] {
    return this.root.languages.map(({ language }) => language).filter(Boolean)
  }

  speakLanguage() {
    const { language: chosen } = this.draft
    // a form without translations has one nameless language, and the engine takes no name for it
    const wanted = this.root.languages.find(({ language }) => language !== '' && language === chosen)
    if (wanted) this.root.setLanguage(wanted)
    this.version++
  }

  get screens(): Screen[] {
    void this.version
    return screensOf(this.root)
  }

  get screen(): Screen | undefined {
    return this.screens[this.draft.screen]
  }

  /** Never thrown away while somebody is writing: each change follows the one before. */
  save() {
    this.draft.xml = this.root.instanceState.instanceXML
    void saveDraft($state.snapshot(this.draft))
  }

  unsaid(screen: Screen): 'not-known' | 'not-said' | undefined {
    const at = screen.node.currentState.reference
    return this.draft.notSaid.includes(at)
      ? 'not-said'
      : this.draft.notKnown.includes(at)
        ? 'not-known'
        : undefined
  }

  private forgetUnsaid(at: string) {
    this.draft.notKnown = this.draft.notKnown.filter(one => one !== at)
    this.draft.notSaid = this.draft.notSaid.filter(one => one !== at)
  }

  change(screen: Screen, set: (node: FormNode) => void) {
    this.forgetUnsaid(screen.node.currentState.reference)
    set(screen.node)
    this.fault = false
    this.version++
    this.save()
  }

  /** "I don't know", "I do not want to say": an answer like any other, and never a reason to be asked again. */
  say(screen: Screen, what: 'not-known' | 'not-said') {
    const { node, kind } = screen
    const at = node.currentState.reference
    this.forgetUnsaid(at)
    const offered = node.currentState.valueOptions?.some(option => option.value === unknownCode)
    if (kind === 'one') node.selectValue?.(offered ? unknownCode : null)
    else if (kind === 'many') node.selectValues?.(offered ? [unknownCode] : [])
    else if (kind === 'tick') node.setValue?.(false)
    else
      node.setValue?.(node.valueType === 'int' || node.valueType === 'decimal' || kind === 'date' ? null : '')
    this.draft[what === 'not-said' ? 'notSaid' : 'notKnown'].push(at)
    this.next()
  }

  again(screen: Screen, more: boolean | 'less') {
    if (more === false) return this.next()
    const { node } = screen
    const count = node.currentState.children?.length ?? 0
    if (more === true) node.addInstances?.()
    else {
      node.removeInstances?.(count - 1)
      const gone = new RegExp(`^${withoutPositions(node.currentState.reference)}\\[${count}\\]`)
      this.draft.notKnown = this.draft.notKnown.filter(at => !gone.test(at))
      this.draft.notSaid = this.draft.notSaid.filter(at => !gone.test(at))
    }
    this.version++
    if (more === 'less') this.draft.screen = this.screens.findIndex(one => one.key === screen.key)
    this.save()
  }

  /** On to the next question, or to the end. A fault stops: it is said beside the answer. */
  next() {
    const { screen } = this
    if (screen && this.isFaulty(screen)) {
      this.fault = true
      return
    }
    this.fault = false
    if (this.draft.screen + 1 < this.screens.length) this.draft.screen++
    else this.draft.stage = 'end'
    this.save()
  }

  back() {
    this.fault = false
    if (this.draft.stage === 'end') {
      this.draft.stage = 'ask'
      this.draft.screen = Math.max(0, this.screens.length - 1)
    } else if (this.draft.screen > 0) this.draft.screen--
    else this.draft.stage = 'begin'
    this.save()
  }

  begin() {
    this.draft.stage = this.screens.length ? 'ask' : 'end'
    this.draft.screen = 0
    this.speakLanguage()
    this.save()
  }

  private isFaulty(screen: Screen): boolean {
    if (screen.kind === 'again' || screen.kind === 'note' || screen.kind === 'cannot') return false
    const { violation } = screen.node.validationState
    if (!violation) return false
    return violation.condition === 'constraint'
      ? valueOf(screen.node) !== ''
      : this.unsaid(screen) === undefined
  }

  get score() {
    void this.version
    return scoreOf(this.form, this.root)
  }
}
