// The rows of matrices, and what other parts of early warning may ask of them.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import { notFound, problem } from '#kernel/problem.ts'
import type { Matrix, RiskCategory } from '../matrix.ts'
import type { RecordedAdoption } from './adoption.ts'
import type { DraftDocument } from './draft.ts'

export type MatrixState = 'draft' | 'adopted' | 'in-force' | 'replaced'

/** One version, without its words. */
export type MatrixVersion = {
  id: string
  category: RiskCategory
  version: number
  state: MatrixState
  rev: number
  begunFrom: 'shipped' | 'version' | 'file'
  begunVersion: number | null
  madeBy: string
  madeAt: Date
  editedBy: string
  editedAt: Date
  metOn: string | null
  adoption: RecordedAdoption | null
  adoptedBy: string | null
  adoptedAt: Date | null
  inForceBy: string | null
  inForceAt: Date | null
  replacedAt: Date | null
}

export const versionColumns = sql`id, category, version, state, rev, begun_from as "begunFrom", begun_version as "begunVersion",
  made_by as "madeBy", made_at as "madeAt", edited_by as "editedBy", edited_at as "editedAt", met_on as "metOn", adoption,
  adopted_by as "adoptedBy", adopted_at as "adoptedAt", in_force_by as "inForceBy", in_force_at as "inForceAt",
  replaced_at as "replacedAt"`
/** The words of a version as they are edited: the matrix and its examples in one. */
export const documentColumn = sql`document || jsonb_build_object('examples', examples) as document`

export type WrittenMatrix = MatrixVersion & { document: DraftDocument }

/** A version of this network, held until the transaction ends. Throws `common.not-found`. */
export const holdMatrix = async (db: Write, id: string): Promise<WrittenMatrix> => {
  const row = await db.row(sql<WrittenMatrix>`
    select ${versionColumns}, ${documentColumn} from risk.matrices where id = ${id} for update`)
  if (!row) throw notFound()
  return row
}

export type ScoringMatrix = {
  id: string
  category: RiskCategory
  version: number
  state: 'in-force' | 'replaced'
  matrix: Matrix
}
const scoring = sql`id, category, version, state, document as matrix`

/** What scores now, at most one of each category. */
export const listMatricesInForce = (db: Read): Promise<ScoringMatrix[]> =>
  db.rows(sql<ScoringMatrix>`
    select ${scoring} from risk.matrices where state = 'in-force' order by category`)

/** In force, or replaced since: old answers keep the version they were scored by. Undefined for what nobody put in force. */
export const findMatrix = (db: Read, id: string): Promise<ScoringMatrix | undefined> =>
  db.row(sql<ScoringMatrix>`
    select ${scoring} from risk.matrices where id = ${id} and state in ('in-force', 'replaced')`)

/** Throws `matrix.nobody-adopted` (409) for a draft or one that waits, `common.not-found` for what is not there. */
export const getMatrix = async (db: Read, id: string): Promise<ScoringMatrix> => {
  const found = await findMatrix(db, id)
  if (found) return found
  if (await db.row(sql`select 1 from risk.matrices where id = ${id}`))
    throw problem('matrix.nobody-adopted', 409)
  throw notFound()
}

/** How many coordinators there are besides this one: a second person to record what a meeting decided. */
export const otherCoordinators = async (db: Read, me: string): Promise<number> => {
  const row = await db.row(sql<{ n: number }>`
    select count(*)::int as n from identity.memberships m
    join identity.people p on p.network_id = m.network_id and p.id = m.person_id and p.left_at is null
    where m.role = 'coordinator' and m.until_at is null and m.person_id <> ${me}`)
  return row?.n ?? 0
}
