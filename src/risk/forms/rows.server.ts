// The rows of questionnaires, and what other parts of early warning may ask of them.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import type { Form } from './form.ts'
import type { SignTie } from './sign-ties.ts'

export type FormState = 'draft' | 'in-use' | 'retired'
export type FormTitle = Record<string, string>

export type FormLine = {
  id: string
  formId: string
  version: string
  state: FormState
  rev: number
  title: FormTitle
  languages: string[]
  questions: number
  /** Made here and edited here; else brought in and kept as it came. */
  ours: boolean
  matrixId: string | null
  matrixVersion: number | null
  /** A name. */
  editedBy: string
  editedAt: Date
  usedOn: string | null
  retiredOn: string | null
}
export type FormRow = FormLine & {
  document: Form | null
  xform: string | null
  /** Of one that was brought in: which of its questions ask for the signs of the matrix. */
  ties: SignTie[] | null
}

const lineColumns = sql`f.id, f.form_id as "formId", f.version, f.state, f.rev, f.title, f.languages, f.questions,
  f.document is not null as ours, f.matrix_id as "matrixId", f.matrix_version as "matrixVersion", p.name as "editedBy",
  f.edited_at as "editedAt", f.used_on as "usedOn", f.retired_on as "retiredOn"`
const fromForms = sql`from risk.forms f join identity.people p on p.network_id = f.network_id and p.id = f.edited_by`
const inNetwork = sql`f.network_id = nullif(current_setting('fener.network_id', true), '')::uuid`

export const listFormLines = (db: Read) =>
  db.rows(sql<FormLine>`
    select ${lineColumns} ${fromForms} where ${inNetwork}
    order by f.form_id, f.made_at desc, f.id`)

export type FormInUse = {
  id: string
  formId: string
  version: string
  /** md5 of the XForm's bytes. */
  hash: string
  /** By language, the form's own first. */
  title: FormTitle
  languages: string[]
  matrixId: string | null
  matrixVersion: number | null
}

const ofAssignment = sql`from risk.form_assignments a where a.network_id = f.network_id and a.form_id = f.form_id`

/** What this person fills in now, one version of each questionnaire: those that are everybody's, or theirs by name or organisation. */
export const listFormsFor = (
  db: Read,
  { account, organisation }: Pick<StaffActor, 'account' | 'organisation'>
): Promise<FormInUse[]> =>
  db.rows(sql<FormInUse>`
    select f.id, f.form_id as "formId", f.version, f.hash, f.title, f.languages, f.matrix_id as "matrixId", f.matrix_version as "matrixVersion"
    from risk.forms f where ${inNetwork} and f.state = 'in-use'
      and (not exists (select ${ofAssignment})
           or exists (select ${ofAssignment} and (a.person_id = ${account} or a.organisation_id = ${organisation})))
    order by f.form_id`)

export const findForm = (db: Read, id: string): Promise<FormRow | undefined> =>
  db.row(
    sql<FormRow>`select ${lineColumns}, f.document, f.xform, f.ties ${fromForms} where ${inNetwork} and f.id = ${id}`
  )

/** By what an answer says of itself. A version that was replaced since is still known; a draft was never filled in. */
export const findUsedForm = (db: Read, formId: string, version: string): Promise<FormRow | undefined> =>
  db.row(sql<FormRow>`
    select ${lineColumns}, f.document, f.xform, f.ties ${fromForms}
    where ${inNetwork} and f.form_id = ${formId} and f.version = ${version} and f.state <> 'draft'`)

/** Held until the transaction ends. Throws `common.not-found`. */
export const holdForm = async (db: Write, id: string): Promise<FormRow> => {
  await db.rows(sql`select 1 from risk.forms f where ${inNetwork} and f.id = ${id} for update`)
  const found = await findForm(db, id)
  if (!found) throw notFound()
  return found
}
