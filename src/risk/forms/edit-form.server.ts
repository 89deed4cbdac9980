// Making a questionnaire, keeping its draft, putting a draft away. Everybody who may edit works on the same draft.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { Form, formLanguages, newForm, placed, type FormLanguage } from './form.ts'
import { formFromMatrix, withSignsOf } from './from-matrix.ts'
import { matrixInForce } from './matrices.server.ts'
import { holdForm } from './rows.server.ts'
import { shippedForm, shippedForms } from './shipped.server.ts'
import { formVerbs } from './verbs.ts'

export const MakeForm = z.strictObject({
  id: z.uuid(),
  from: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('blank'),
      languages: z.array(z.enum(formLanguages as readonly [FormLanguage, ...FormLanguage[]])).min(1)
    }),
    z.strictObject({ kind: z.literal('matrix'), matrix: z.uuid() }),
    z.strictObject({
      kind: z.literal('shipped'),
      name: z.enum(shippedForms),
      /** With the signs of this one at its end. */
      matrix: z.uuid().nullable()
    }),
    /** Another questionnaire that begins with the same questions. */
    z.strictObject({ kind: z.literal('copy'), form: z.uuid() }),
    /** The next version of this one. */
    z.strictObject({ kind: z.literal('version'), form: z.uuid() })
  ])
})
export type MakeForm = z.infer<typeof MakeForm>

type First = {
  formId: string
  version: string
  document: Form
  matrix: { id: string; version: number } | null
}

/** Throws `form.has-draft` (409) when the next version is being worked on already, `form.kept-as-it-came` for one from elsewhere. */
export const makeForm = (actor: Actor, { id, from }: MakeForm) =>
  work(actor, formVerbs['form.make'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const again = await db.row(sql`
      select 1 from risk.forms where network_id = ${actor.network} and id = ${id} and made_by = ${actor.account}`)
    if (!again) {
      const first = await firstWords(db, id, from)
      await insertDraft(db, actor, now, id, first)
    }
    return { subject: `risk.forms/${id}`, detail: { from: from.kind }, reply: { id } }
  })

const firstWords = async (db: Write, id: string, from: MakeForm['from']): Promise<First> => {
  const named = { formId: `fener_${id.slice(0, 8)}`, version: '1', matrix: null }
  switch (from.kind) {
    case 'blank':
      return { ...named, document: newForm(from.languages) }
    case 'shipped': {
      const document = shippedForm(from.name)
      if (from.matrix === null) return { ...named, document }
      const { id, version, matrix } = await matrixInForce(db, from.matrix)
      return { ...named, document: withSignsOf(document, matrix), matrix: { id, version } }
    }
    case 'matrix': {
      const { id, version, matrix } = await matrixInForce(db, from.matrix)
      return { ...named, document: formFromMatrix(matrix), matrix: { id, version } }
    }
    case 'copy':
    case 'version': {
      const other = await holdForm(db, from.form)
      if (!other.document) throw problem('form.kept-as-it-came', 409)
      const matrix = other.matrixId ? { id: other.matrixId, version: other.matrixVersion! } : null
      if (from.kind === 'copy') return { ...named, document: other.document, matrix }
      return {
        formId: other.formId,
        version: await nextVersion(db, other.formId),
        document: other.document,
        matrix
      }
    }
  }
}

const nextVersion = async (db: Write, formId: string): Promise<string> => {
  const rows = await db.rows(sql<{ version: string; state: string }>`
    select version, state from risk.forms
    where network_id = nullif(current_setting('fener.network_id', true), '')::uuid and form_id = ${formId}`)
  if (rows.some(row => row.state === 'draft')) throw problem('form.has-draft', 409)
  return String(Math.max(0, ...rows.map(row => Number.parseInt(row.version, 10) || 0)) + 1)
}

const shown = ({ title, languages, items }: Form) => ({
  title: JSON.stringify(Object.fromEntries(languages.map(l => [l, title[l] ?? '']))),
  languages: [...languages] as string[],
  questions: placed({ items }).filter(({ item }) => item.kind !== 'note' && item.kind !== 'score').length
})

const insertDraft = async (
  db: Write,
  actor: StaffActor,
  now: Date,
  id: string,
  { formId, version, document, matrix }: First
) => {
  const { title, languages, questions } = shown(document)
  await db.run(sql`
    insert into risk.forms (network_id, id, form_id, version, document, title, languages, questions, matrix_id, matrix_version,
                            made_by, made_at, edited_by, edited_at)
    values (${actor.network}, ${id}, ${formId}, ${version}, ${JSON.stringify(document)}::jsonb, ${title}::jsonb, ${languages}::text[],
            ${questions}, ${matrix?.id ?? null}, ${matrix?.version ?? null}, ${actor.account}, ${now}, ${actor.account}, ${now})`)
}

export const KeepForm = z.strictObject({
  id: z.uuid(),
  /** The revision that was on the screen. */
  rev: z.int().min(1),
  form: Form,
  /** Whose signs it asks for. */
  matrix: z.strictObject({ id: z.uuid(), version: z.int().min(1) }).nullable()
})

/** Keeps what is there, complete or not. Throws `common.changed-by-other`, `form.no-draft`, `form.kept-as-it-came` (409). */
export const keepForm = (actor: Actor, { id, rev, form, matrix }: z.infer<typeof KeepForm>) =>
  work(actor, formVerbs['form.keep'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdForm(db, id)
    if (!row.document) throw problem('form.kept-as-it-came', 409)
    if (row.state !== 'draft') throw problem('form.no-draft', 409)
    if (row.rev !== rev) throw problem('common.changed-by-other', 409)
    const { title, languages, questions } = shown(form)
    await db.run(sql`
      update risk.forms set document = ${JSON.stringify(form)}::jsonb, title = ${title}::jsonb, languages = ${languages}::text[],
        questions = ${questions}, matrix_id = ${matrix?.id ?? null}, matrix_version = ${matrix?.version ?? null},
        rev = rev + 1, edited_by = ${actor.account}, edited_at = ${now}
      where network_id = ${actor.network} and id = ${id}`)
    return { subject: `risk.forms/${id}`, reply: { rev: rev + 1 } }
  })

export const OneForm = z.strictObject({ id: z.uuid() })

/** Throws `form.no-draft` for one that was in use: answers were given to it. */
export const dropForm = (actor: Actor, { id }: z.infer<typeof OneForm>) =>
  work(actor, formVerbs['form.drop'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await holdForm(db, id)
    if (row.state !== 'draft') throw problem('form.no-draft', 409)
    await db.run(sql`delete from risk.forms where network_id = ${actor.network} and id = ${id}`)
    return { subject: `risk.forms/${id}`, detail: { form: row.formId }, reply: null }
  })
