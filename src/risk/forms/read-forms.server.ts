import { browse } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { assignable } from './assign-form.server.ts'
import { checkXForm, type XFormFault } from './check-xform.ts'
import { findMatrix, listMatricesInForce } from '../matrices/rows.server.ts'
import { labelsIn, type AskedThere } from './labels-in.ts'
import { findForm, listFormLines, type FormRow } from './rows.server.ts'
import { formVerbs } from './verbs.ts'
import { writeXForm } from './write-xform.ts'

export const listForms = (actor: Actor) =>
  browse(actor, formVerbs['form.read'], async ({ db }) => ({
    forms: await listFormLines(db),
    matrices: await listMatricesInForce(db)
  }))

export type ReadForm = Awaited<ReturnType<typeof readForm>>

/** One version with its siblings, and the matrices it could ask for. Throws `common.not-found`. */
export const readForm = (actor: Actor, id: string) =>
  browse(actor, formVerbs['form.read'], async ({ db }) => {
    const form = await findForm(db, id)
    if (!form) throw notFound()
    const versions = (await listFormLines(db)).filter(one => one.formId === form.formId)
    const faults: XFormFault[] = form.document ? [] : checkXForm(form.xform!).faults
    const asks: AskedThere[] = form.document ? [] : labelsIn(form.xform!)
    const matrix = form.matrixId ? ((await findMatrix(db, form.matrixId)) ?? null) : null
    return {
      form: withoutXForm(form),
      versions,
      faults,
      asks,
      matrix,
      assigned: await assignable(db, form.formId),
      matrices: await listMatricesInForce(db)
    }
  })

const withoutXForm = ({ xform, ...form }: FormRow) => ({ ...form, bytes: xform?.length ?? 0 })

/** The XForm as a file; of a draft made here, as it would be now. */
export const takeOutForm = (actor: Actor, id: string) =>
  browse(actor, formVerbs['form.read'], async ({ db }) => {
    const form = await findForm(db, id)
    if (!form) throw notFound()
    return {
      name: `${form.formId}-${form.version}`.replace(/[^A-Za-z0-9._-]+/g, '_'),
      xform: form.xform ?? writeXForm(form.document!, form)
    }
  })
