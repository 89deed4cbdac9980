import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { Programme } from './programmes.ts'
import { programmeVerbs } from './verbs.ts'

export const RecordProgramme = z.strictObject({
  id: z.uuid(),
  organisation: z.uuid(),
  /** 0: a new one; else the revision that was on the screen. */
  rev: z.int().min(0),
  programme: Programme
})

const mayKeep = (actor: StaffActor, organisation: string) =>
  actor.roles.includes('coordinator') || actor.organisation === organisation

/** An organisation keeps its own, coordinators all. Throws `common.changed-by-other`. */
export const recordProgramme = (
  actor: Actor,
  { id, organisation, rev, programme }: z.infer<typeof RecordProgramme>
) =>
  work(actor, programmeVerbs['programme.record'], async ({ db }) => {
    if (actor.kind !== 'staff' || !mayKeep(actor, organisation)) throw notFound()
    const { network } = actor
    const { kind, name, about, places, startsOn, endsOn, cents } = programme
    const said = sql`${kind}, ${JSON.stringify(name)}::jsonb, ${JSON.stringify(about)}::jsonb, ${places}, ${startsOn}::date, ${endsOn}::date, ${cents}`
    const columns = sql`kind, name, about, places, starts_on, ends_on, cents`
    if (rev === 0) {
      const known = await db.row(
        sql`select 1 from identity.organisations where network_id = ${network} and id = ${organisation}`
      )
      if (!known) throw notFound()
      await db.run(sql`
        insert into directory.programmes (network_id, id, organisation_id, ${columns})
        values (${network}, ${id}, ${organisation}, ${said})`)
    } else {
      const row = await getProgramme(db, actor, id)
      if (row.organisation !== organisation) throw notFound()
      if (row.rev !== rev) throw problem('common.changed-by-other', 409)
      await db.run(sql`
        update directory.programmes set (${columns}) = (${said}), rev = rev + 1 where network_id = ${network} and id = ${id}`)
    }
    return { subject: `directory.programmes/${id}`, detail: { kind }, reply: { rev: rev + 1 } }
  })

export const EndProgramme = z.strictObject({ programme: z.uuid() })

/** Takes nobody in any longer. Who takes part goes on. */
export const endProgramme = (actor: Actor, { programme }: z.infer<typeof EndProgramme>) =>
  work(actor, programmeVerbs['programme.end'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    await getProgramme(db, actor, programme)
    await db.run(sql`
      update directory.programmes set ended_at = ${now} where network_id = ${actor.network} and id = ${programme}`)
    return { subject: `directory.programmes/${programme}`, reply: null }
  })

const getProgramme = async (db: Write, actor: StaffActor, id: string) => {
  const row = await db.row(sql<{ organisation: string; rev: number }>`
    select organisation_id as organisation, rev from directory.programmes
    where network_id = ${actor.network} and id = ${id} and ended_at is null for update`)
  if (!row || !mayKeep(actor, row.organisation)) throw notFound()
  return row
}
