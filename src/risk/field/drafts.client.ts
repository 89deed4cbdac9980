// Drafts on the phone: begun, sealed as they are typed, taken up again, handed to what waits for signal.
import { base64url, seal } from '#seal/index.ts'
import { riskCategories, scoreMatrix, type RiskCategory } from '../matrix.ts'
import { answersBySign } from '../forms/sign-ties.ts'
import type { AssignedForm } from './bundle.ts'
import { localDay, type Draft, type DraftForm, type Label } from './draft.ts'
import { languageCode } from './form-language.ts'
import { phone, recount, sealAway, taken, takeOut } from './phone.svelte.ts'
import { answered, instanceIdOf, openForm, type FormRoot } from './screens.client.ts'
import { markedIn, tiesIn, toldIn } from './signs.ts'
import { change, addOne, read, type Store } from './store.client.ts'
import { answersPlace, envelopePlace, type Answers, type Envelope } from './submission.ts'

const formKey = (id: string) => `form ${id}`

/** How many were begun today: the number in "Form 7". Only the count of the day stays. */
const nextNumber = async (today: string): Promise<number> => {
  const before = await read<{ day: string; count: number }>('sent', 'begun')
  return (before?.day === today ? before.count : 0) + 1
}

export const beginDraft = async (form: AssignedForm, language: string): Promise<string> => {
  const root = await openForm(form.xform, null)
  const { instanceXML } = root.instanceState
  const id = instanceIdOf(instanceXML) ?? crypto.randomUUID()
  const now = new Date()
  const draft: Draft = {
    id,
    n: await nextNumber(localDay(now)),
    at: now.toISOString(),
    xml: instanceXML,
    screen: 0,
    stage: 'begin',
    settlement: '',
    category: form.matrix?.document.category ?? '',
    language,
    interpreter: '',
    notKnown: [],
    notSaid: [],
    informed: null,
    handOver: null
  }
  const { formId, version, title, xform, ties, matrix } = form
  const ofForm: DraftForm = { formId, version, title, xform, ties, matrix }
  const [sealed, sealedForm] = [
    await sealAway('drafts', id, draft),
    await sealAway('kept', formKey(id), ofForm)
  ]
  await change(['drafts', 'kept', 'sent'], store => {
    store('drafts').put(sealed, id)
    store('kept').put(sealedForm, formKey(id))
    addOne(store('sent'), 'begun', localDay(now))
  })
  await recount()
  return id
}

export const takeUp = async (
  id: string
): Promise<{ draft: Draft; form: DraftForm; root: FormRoot } | undefined> => {
  const [box, formBox] = [await read<Uint8Array>('drafts', id), await read<Uint8Array>('kept', formKey(id))]
  if (!box || !formBox) return undefined
  const draft = await takeOut<Draft>('drafts', id, box)
  const form = await takeOut<DraftForm>('kept', formKey(id), formBox)
  return { draft, form, root: await openForm(form.xform, draft.xml) }
}

let saving: Promise<void> = Promise.resolve()
let next: Draft | undefined

/** Seals and writes the newest state, one after the other: what is typed while one is being written follows it. */
export const saveDraft = (draft: Draft): Promise<void> => {
  next = structuredClone(draft)
  saving = saving.then(async () => {
    const one = next
    next = undefined
    if (!one || phone.stage !== 'open') return
    const sealed = await sealAway('drafts', one.id, one)
    await change(['drafts'], store => void store('drafts').put(sealed, one.id))
  })
  return saving
}

const remove = (store: (name: Store) => IDBObjectStore, id: string) => {
  store('drafts').delete(id)
  store('kept').delete(formKey(id))
}

export const throwAway = async (id: string) => {
  await saving
  await change(['drafts', 'kept'], store => remove(store, id))
  await recount()
}

/** The score as it stands; null where nobody has adopted a matrix, or the form asks for none of its signs. */
export const scoreOf = (form: DraftForm, root: FormRoot) => {
  if (!form.matrix) return null
  const ties = tiesIn(form)
  if (!form.matrix.document.signs.some(({ code }) => ties.some(({ sign }) => sign === code))) return null
  return scoreMatrix(form.matrix.document, answersBySign(ties, answered(root)))
}

/** A finished form as it waits: the answers for the circle, the coded columns for the server, and a label for this phone's list. */
export type Out = {
  circle: string
  epoch: number
  sealed: string
  envelope: string
  label: Uint8Array
}

/** Seals the whole to others and forgets the draft, in one step: from then on not even the PIN opens it. */
export const finishDraft = async (draft: Draft, form: DraftForm, root: FormRoot): Promise<void> => {
  const { network, circle, door, settlements } = taken()!
  const score = scoreOf(form, root)
  const answers: Answers = {
    form: { id: form.formId, version: form.version },
    xml: root.instanceState.instanceXML,
    notKnown: draft.notKnown,
    notSaid: draft.notSaid,
    language: draft.language,
    interpreter: draft.interpreter || 'none',
    score,
    handOver: draft.handOver
  }
  const tells = markedIn(form.xform, 'tells')
  const told = (column: string, among: readonly string[]) => {
    const value = toldIn(tells, column, answered(root))
    return value !== undefined && among.includes(value) ? value : undefined
  }
  const settlement =
    told(
      'settlement',
      settlements.map(({ id }) => id)
    ) ?? draft.settlement
  const category = told('category', riskCategories) ?? draft.category
  const envelope: Envelope = {
    formId: form.formId,
    formVersion: form.version,
    matrix: score && form.matrix ? { id: form.matrix.id, version: form.matrix.version } : null,
    saidOn: localDay(new Date()),
    language: languageCode(draft.language),
    category: (category || null) as RiskCategory | null,
    settlement: settlement || null,
    level: score?.level ?? null,
    informed: draft.informed
  }
  const where = { network: network.id, id: draft.id, ...circle }
  const out: Out = {
    circle: circle.circle,
    epoch: circle.epoch,
    sealed: base64url(
      await seal(answers, { ...answersPlace(where), at: null, recipients: [circle.recipient] })
    ),
    envelope: base64url(await seal(envelope, { ...envelopePlace(where), at: null, recipients: [door] })),
    label: await sealAway('out', draft.id, { n: draft.n, at: draft.at } satisfies Label)
  }
  await saving
  await change(['out', 'drafts', 'kept'], store => {
    store('out').put(out, draft.id)
    remove(store, draft.id)
  })
  await recount()
}
