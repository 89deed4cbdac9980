// An XForm as a row of screens, one question each. The engine (@getodk/xforms-engine) keeps the logic; this turns its tree into what our
// own controls show. Its types name a package that is not published, so the part we use is written down here.
const noAttachment = async () => new Response('', { status: 404 })

type Text = { asString: string } | null
type Validity = { violation: { condition: 'constraint' | 'required'; message: Text } | null }

export type FormNode = {
  nodeType: string
  nodeId: string
  valueType?: string
  selectType?: 'select' | 'select1'
  appearances?: { multiline?: boolean } | null
  definition: { bodyElement?: { bounds?: { min: unknown; max: unknown; step: unknown } }; bounds?: Bounds }
  currentState: {
    reference: string
    relevant: boolean
    readonly: boolean
    required: boolean
    label: Text
    hint: Text
    value: unknown
    instanceValue?: string
    valueOptions: readonly { value: string; label: { asString: string } }[] | null
    children: readonly FormNode[] | null
  }
  validationState: Validity
  selectValue?(value: string | null): void
  selectValues?(values: readonly string[]): void
  setValues?(values: readonly string[]): void
  setValue?(value: unknown): void
  addInstances?(after?: number): void
  removeInstances?(from: number): void
}
type Bounds = { min: unknown; max: unknown; step: unknown }

export type FormRoot = FormNode & {
  languages: readonly { language: string }[]
  setLanguage(language: { language: string }): void
  currentState: { activeLanguage: { language: string } }
  instanceState: { instanceXML: string }
}

export type Screen = {
  key: string
  node: FormNode
  /** `again`: whether there is one more (a repeat). `cannot`: a kind of question a phone page cannot ask. */
  kind:
    | 'one'
    | 'many'
    | 'text'
    | 'number'
    | 'date'
    | 'time'
    | 'moment'
    | 'range'
    | 'tick'
    | 'note'
    | 'again'
    | 'cannot'
  /** What the question stands under: labels of its groups. */
  above: string[]
}

/** Throws an Error when the form cannot be read; nothing is fetched from anywhere. */
export const openForm = async (xform: string, xml: string | null): Promise<FormRoot> => {
  const { loadForm } = await import('@getodk/xforms-engine')
  const loaded = await loadForm(xform, {
    fetchFormDefinition: noAttachment,
    fetchFormAttachment: noAttachment,
    missingResourceBehavior: 'BLANK'
  })
  if (loaded.status === 'failure') throw new Error('form')
  // without an id of ours the engine makes one and leaves it in localStorage
  const config = { preloadProperties: { deviceID: 'fener' } }
  if (xml === null) return loaded.createInstance(config).root as unknown as FormRoot
  const data = new FormData()
  data.set('xml_submission_file', new File([xml], 'xml_submission_file', { type: 'text/xml' }))
  return (await loaded.restoreInstance({ data: [data] } as never, config)).root as unknown as FormRoot
}

/** The instance's own id, made by the engine on this phone. */
export const instanceIdOf = (xml: string): string | undefined =>
  /instanceID>\s*uuid:([0-9a-f-]{36})\s*</i.exec(xml)?.[1]?.toLowerCase()

const inputs: Record<string, Screen['kind']> = {
  string: 'text',
  int: 'number',
  decimal: 'number',
  date: 'date',
  time: 'time',
  dateTime: 'moment',
  barcode: 'text',
  boolean: 'text'
}

const kindOf = (node: FormNode): Screen['kind'] => {
  switch (node.nodeType) {
    case 'select':
      return node.selectType === 'select' ? 'many' : 'one'
    case 'rank':
      return 'cannot'
    case 'range':
      return 'range'
    case 'trigger':
      return 'tick'
    case 'note':
      return 'note'
    case 'input':
      return inputs[node.valueType ?? ''] ?? 'cannot'
    default:
      return 'cannot'
  }
}

/** All screens as the answers given so far make them. */
export const screensOf = (root: FormNode): Screen[] => {
  const screens: Screen[] = []
  const walk = (node: FormNode, above: string[]) => {
    if (!node.currentState.relevant || node.nodeType === 'model-value') return
    const label = node.currentState.label?.asString ?? ''
    if (node.nodeType.startsWith('repeat-range')) {
      const many = node.currentState.children ?? []
      many.forEach((one, at) => {
        for (const child of one.currentState.children ?? [])
          walk(child, [...above, `${label} ${at + 1}`.trim()])
      })
      if (node.nodeType === 'repeat-range:uncontrolled')
        screens.push({ key: node.nodeId, node, kind: 'again', above })
      return
    }
    const { children } = node.currentState
    if (children) {
      const below = node.nodeType === 'group' && label ? [...above, label] : above
      for (const child of children) walk(child, below)
      return
    }
    screens.push({ key: node.nodeId, node, kind: kindOf(node), above })
  }
  walk(root, [])
  return screens
}

export const valueOf = ({ currentState }: FormNode): string =>
  currentState.instanceValue ?? (Array.isArray(currentState.value) ? currentState.value.join(' ') : '')

/** Every question that was asked, with its answer as it stands in the instance. */
export const answered = (root: FormNode): { reference: string; value: string }[] =>
  screensOf(root)
    .filter(({ kind }) => kind !== 'again' && kind !== 'note')
    .map(({ node }) => ({ reference: node.currentState.reference, value: valueOf(node) }))

/** An answer in the words of the active language. */
export const answerWords = (node: FormNode): string => {
  const options = node.currentState.valueOptions
  const value = valueOf(node)
  if (!options) return value
  const chosen = value.split(' ').filter(Boolean)
  return chosen.map(one => options.find(o => o.value === one)?.label.asString ?? one).join(' · ')
}
