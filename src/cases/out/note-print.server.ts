// A case is printed: the log knows it before the paper does. What stands on it was opened in the browser, each opening logged as always.
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { getCase } from '../rows.server.ts'
import { outVerbs } from './verbs.ts'

export const PrintCase = z.strictObject({ case: z.uuid(), identity: z.boolean(), notes: z.boolean() })
export type PrintCase = z.infer<typeof PrintCase>

export const notePrint = (actor: Actor, input: PrintCase) =>
  work(actor, outVerbs['case.print'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await getCase(db, actor.network, { id: input.case })
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { identity: input.identity, notes: input.notes },
      reply: { at: now.toISOString() }
    }
  })
