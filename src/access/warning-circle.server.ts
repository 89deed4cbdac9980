// The early-warning circle as those see it who seal to it and read nothing back.
import { sql } from 'kysely'
import type { CircleId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import type { Look } from './work.server.ts'

export type WarningCircle = { circle: CircleId; epoch: number; recipient: string }

/** Throws `warning.no-circle` in a network where nobody has made it yet (the people page does). */
export const warningCircle = async (db: Look['db']): Promise<WarningCircle> => {
  const found = await db.row(sql<WarningCircle>`select circle, epoch, recipient from access.warning_circle()`)
  if (!found) throw problem('warning.no-circle', 409)
  return found
}
