import { sql } from 'kysely'
import { browse, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { riskCategories, type RiskCategory } from '../matrix.ts'
import type { MatrixDocument } from './document.ts'
import {
  documentColumn,
  otherCoordinators,
  versionColumns,
  type MatrixVersion,
  type WrittenMatrix
} from './rows.server.ts'
import { shippedMatrix } from './shipped.server.ts'
import { matrixVerbs } from './verbs.ts'

export type CategoryOfMatrices = {
  category: RiskCategory
  versions: MatrixVersion[]
  /** How many signs the first matrix has that ships, for a category nobody has begun. */
  shippedSigns: number
}

/** Every category with its versions, the newest first. */
export const listMatrices = (actor: Actor): Promise<{ categories: CategoryOfMatrices[]; people: Name[] }> =>
  browse(actor, matrixVerbs['matrix.read'], async ({ db }) => {
    const rows = await db.rows(sql<MatrixVersion>`
      select ${versionColumns} from risk.matrices order by version desc`)
    return {
      categories: riskCategories.map(category => ({
        category,
        versions: rows.filter(row => row.category === category),
        shippedSigns: shippedMatrix(category).signs.length
      })),
      people: await listNames(db)
    }
  })

export type Name = { id: string; name: string; here: boolean }

export type MatricesOfCategory = {
  category: RiskCategory
  versions: MatrixVersion[]
  /** The words of those that are asked for: what is worked on, what waits, what is in force, and the ones named. */
  written: WrittenMatrix[]
  shipped: MatrixDocument
  people: Name[]
  /** Nobody else could record a decision. */
  onlyCoordinator: boolean
}

export const readMatrices = (
  actor: Actor,
  category: string,
  versions: readonly number[] = []
): Promise<MatricesOfCategory> =>
  browse(actor, matrixVerbs['matrix.read'], async ({ db }) => {
    const known = riskCategories.find(one => one === category)
    if (!known || !isStaff(actor)) throw notFound()
    return {
      category: known,
      versions: await db.rows(sql<MatrixVersion>`
        select ${versionColumns} from risk.matrices where category = ${known} order by version desc`),
      written: await db.rows(sql<WrittenMatrix>`
        select ${versionColumns}, ${documentColumn} from risk.matrices
        where category = ${known} and (state <> 'replaced' or version = any(${[...versions]}::int[]))
        order by version desc`),
      shipped: shippedMatrix(known),
      people: await listNames(db),
      onlyCoordinator: (await otherCoordinators(db, actor.account)) === 0
    }
  })

/** Names of everybody who is or was in the network: who edited, who took part. */
const listNames = (db: Read) =>
  db.rows(sql<Name>`
    select id, name, left_at is null as here from identity.people order by left_at is not null, name`)
