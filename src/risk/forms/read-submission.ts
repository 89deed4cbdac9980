// What an ODK client sends: the answers of one filled questionnaire, by the form and the version it was filled with.
import { told, type Told } from './form.ts'
import { leavesIn } from './leaves-in.ts'
import { lookThrough } from './look-through.ts'
import type { SignAnswer } from '../matrix.ts'
import { answersBySign, type SignTie } from './sign-ties.ts'
import { tiesOf } from './ties-of.ts'
import { fenerSpace, spaces } from './write-xform.ts'
import { attribute, childNamed, readXml, type XmlElement } from './xml.ts'

export type ReadSubmission =
  | { ok: true; formId: string; version: string; instanceId: string; root: XmlElement }
  | { ok: false; code: SubmissionFaultCode }
export const submissionFaultCodes = ['too-large', 'not-xml', 'no-form-id', 'no-instance-id'] as const
export type SubmissionFaultCode = (typeof submissionFaultCodes)[number]

const instanceShape = /^(?:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i

export const readSubmission = (text: string): ReadSubmission => {
  const read = readXml(text)
  if (!read.ok) return { ok: false, code: read.fault.code === 'too-large' ? 'too-large' : 'not-xml' }
  const { root } = read
  const formId = attribute(root, 'id')
  if (!formId) return { ok: false, code: 'no-form-id' }
  const meta = childNamed(root, 'meta')
  const said = (meta && childNamed(meta, 'instanceID')?.text.trim()) || attribute(root, 'instanceID') || ''
  const instanceId = instanceShape.exec(said)?.[1]?.toLowerCase()
  if (!instanceId) return { ok: false, code: 'no-instance-id' }
  const version = attribute(root, 'version') ?? attribute(root, 'version', spaces.openrosa) ?? ''
  return { ok: true, formId, version, instanceId, root }
}

export type SaidInSubmission = {
  signs: Record<string, SignAnswer>
  tells: Partial<Record<Told, string>>
  /** The day the phone wrote, as it stands: no promise that it is one. */
  day: string | undefined
  /** Every answer by its path below the root; of what is asked again, one after the other. */
  answers: { path: string; text: string }[]
}

/** The answers, and of them what is a sign of the form's matrix or marked as countable. */
export const saidIn = (
  root: XmlElement,
  form: { xform: string; ties: SignTie[] | null }
): SaidInSubmission => {
  const read = readXml(form.xform)
  const tree = read.ok ? lookThrough(read.root) : undefined
  const leaves = leavesIn(root)
  const answers = leaves.flatMap(({ reference, value }) =>
    value ? [{ path: reference.split('/').slice(2).join('/'), text: value }] : []
  )
  const said: SaidInSubmission = {
    signs: answersBySign(tiesOf(form), leaves),
    tells: {},
    day: undefined,
    answers
  }
  for (const { element, path } of tree?.binds ?? []) {
    const answer = answers.find(a => a.path === path.slice(1).join('/'))?.text
    const tells = told.find(one => one === attribute(element, 'tells', fenerSpace))
    if (tells && answer && /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(answer)) said.tells[tells] = answer
    const preload = attribute(element, 'preload', spaces.javarosa)
    if (preload === 'date' || (preload === 'timestamp' && said.day === undefined))
      said.day = answer?.slice(0, 10) ?? said.day
  }
  return said
}

/** The day the phone said it was filled on, however wrong its clock; without one, the day it arrived. */
export const saidDay = (day: string | undefined, arrivedOn: string): string =>
  day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : arrivedOn
