// Tasks of a case: given to one of its team, done with a sealed note. Their words never change; a wrong one is dropped and made anew.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { Day, dayOf } from '#services/index.ts'
import { getOpenCaseToChange } from '../rows.server.ts'
import { getTaskToChange, mustBeMember } from './rows.server.ts'
import { taskEndings } from './task.ts'
import { togetherVerbs } from './verbs.ts'

const words = z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })

export const AddTask = z.strictObject({
  case: z.uuid(),
  task: z.uuid(),
  owner: z.uuid(),
  dueOn: Day,
  /** `{title, details}`: row `task`, purpose 'task', rev 1. */
  words
})
export type AddTask = z.infer<typeof AddTask>

/** Throws `case.closed`, and not-found when the owner is not on the team. */
export const addTask = (actor: Actor, input: AddTask) =>
  work(actor, togetherVerbs['task.add'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const row = await getOpenCaseToChange(db, network, input.case)
    checkEpoch(input.words.epoch, row.epoch)
    if (input.dueOn < dayOf(now.toISOString())) throw problem('task.in-the-past', 400)
    await mustBeMember(db, network, row.circle, input.owner)
    await db.run(sql`
      insert into cases.tasks (network_id, id, circle_id, case_id, owner, due_on, made_by, made_at, epoch, sealed)
      values (${network}, ${input.task}, ${row.circle}, ${row.id}, ${input.owner}, ${input.dueOn}, ${account}, ${now},
              ${input.words.epoch}, ${Buffer.from(input.words.sealed)})`)
    return {
      subject: `cases.cases/${row.id}`,
      circle: row.circle,
      detail: { task: input.task, owner: input.owner },
      reply: null
    }
  })

export const GiveTask = z.strictObject({ task: z.uuid(), owner: z.uuid(), dueOn: Day })
export type GiveTask = z.infer<typeof GiveTask>

/** To another of the team, or until another day. Throws `task.ended`, `task.in-the-past`. */
export const giveTask = (actor: Actor, input: GiveTask) =>
  work(actor, togetherVerbs['task.give'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const task = await getTaskToChange(db, network, input.task)
    if (task.state !== 'open') throw problem('task.ended', 409)
    if (input.dueOn < dayOf(now.toISOString())) throw problem('task.in-the-past', 400)
    await mustBeMember(db, network, task.circle, input.owner)
    await db.run(sql`
      update cases.tasks set owner = ${input.owner}, due_on = ${input.dueOn}
      where network_id = ${network} and id = ${task.id}`)
    return {
      subject: `cases.cases/${task.case}`,
      circle: task.circle,
      detail: { task: task.id, owner: input.owner },
      reply: null
    }
  })

export const EndTask = z.strictObject({
  task: z.uuid(),
  how: z.enum(taskEndings),
  /** `{text}`: row of the task, purpose 'task-ended', rev 1. */
  note: words.optional()
})
export type EndTask = z.infer<typeof EndTask>

/** Done, or not needed any more. Throws `task.ended` when a colleague was faster: the note is still in the form then. */
export const endTask = (actor: Actor, input: EndTask) =>
  work(actor, togetherVerbs['task.end'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const task = await getTaskToChange(db, network, input.task)
    if (task.state !== 'open') throw problem('task.ended', 409)
    if (input.note) checkEpoch(input.note.epoch, task.epoch)
    await db.run(sql`
      update cases.tasks set state = ${input.how}, ended_by = ${account}, ended_on = ${dayOf(now.toISOString())},
        ended_epoch = ${input.note?.epoch ?? null}, ended_note = ${input.note ? Buffer.from(input.note.sealed) : null}
      where network_id = ${network} and id = ${task.id}`)
    return {
      subject: `cases.cases/${task.case}`,
      circle: task.circle,
      detail: { task: task.id, how: input.how },
      reply: null
    }
  })
