// The questionnaires that a phone's person fills in, each with the matrix in force for its category: what every phone takes along. A matrix that was replaced
// since the form was made scores no more; its successor does, by the signs both know.
import { warningCircle, type WarningCircle } from '#access/warning-circle.server.ts'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { findForm, listFormsFor } from '../forms/rows.server.ts'
import { findMatrix, listMatricesInForce } from '../matrices/rows.server.ts'
import type { AssignedForm } from './bundle.ts'
import { doorRecipient } from './door.server.ts'
import { fieldVerbs } from './verbs.ts'

export type Assigned = { forms: AssignedForm[]; circle: WarningCircle; door: string }

/** Throws `warning.no-circle` where nobody could read what is filled in. */
export const takeAssigned = async (actor: Actor): Promise<Assigned> => {
  const door = await doorRecipient()
  return look(actor, fieldVerbs['field.take-forms'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const inForce = await listMatricesInForce(db)
    const forms: AssignedForm[] = []
    for (const { id, formId, version, title, matrixId } of await listFormsFor(db, actor)) {
      const { xform, ties } = (await findForm(db, id))!
      const made = matrixId === null ? undefined : await findMatrix(db, matrixId)
      const scores = inForce.find(one => one.category === made?.category)
      const matrix = scores ? { id: scores.id, version: scores.version, document: scores.matrix } : null
      forms.push({ id, formId, version, title, xform: xform!, ties, matrix })
    }
    return { subject: 'risk.forms/in-use', reply: { forms, circle: await warningCircle(db), door } }
  })
}
