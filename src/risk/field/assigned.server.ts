// The questionnaires in use, each with the matrix in force for its category: what every phone takes along. A matrix that was replaced
// since the form was made scores no more; its successor does, by the signs both know.
import { sql } from 'kysely'
import { warningCircle, type WarningCircle } from '#access/warning-circle.server.ts'
import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { Matrix } from '../matrix.ts'
import type { AssignedForm } from './bundle.ts'
import { doorRecipient } from './door.server.ts'
import { fieldVerbs } from './verbs.ts'

export type Assigned = { forms: AssignedForm[]; circle: WarningCircle; door: string }

type Row = Omit<AssignedForm, 'matrix'> & {
  matrix: string | null
  matrixVersion: number | null
  document: unknown
}

/** Throws `warning.no-circle` where nobody could read what is filled in. */
export const takeAssigned = async (actor: Actor): Promise<Assigned> => {
  const door = await doorRecipient()
  return look(actor, fieldVerbs['field.take-forms'], async ({ db }) => {
    const rows = await db.rows(sql<Row>`
      select f.id, f.form_id as "formId", f.version, f.title, f.xform,
        inforce.id as matrix, inforce.version as "matrixVersion", inforce.document
      from risk.forms f
      left join risk.matrices made on made.network_id = f.network_id and made.id = f.matrix_id
      left join risk.matrices inforce
        on inforce.network_id = made.network_id and inforce.category = made.category and inforce.state = 'in-force'
      where f.network_id = ${actor.network} and f.state = 'in-use' order by f.form_id`)
    const forms = rows.map(({ matrix, matrixVersion, document, ...form }): AssignedForm => {
      const read = matrix === null ? undefined : Matrix.safeParse(document)
      return {
        ...form,
        matrix: read?.success ? { id: matrix!, version: matrixVersion!, document: read.data } : null
      }
    })
    return { subject: 'risk.forms/in-use', reply: { forms, circle: await warningCircle(db), door } }
  })
}
