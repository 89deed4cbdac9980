// The directory is kept by those who give the help: each organisation its own services, coordinators all of them.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { OfferedService } from './directory.ts'
import { directoryVerbs } from './verbs.ts'

export const RecordService = z.strictObject({
  id: z.uuid(),
  organisation: z.uuid(),
  /** 0: a new one; else the revision that was on the screen. */
  rev: z.int().min(0),
  service: OfferedService
})
export type RecordService = z.infer<typeof RecordService>

const mayKeep = (actor: StaffActor, organisation: string) =>
  actor.roles.includes('coordinator') || actor.organisation === organisation

/** Throws `common.changed-by-other` when somebody else saved in between; not-found for another organisation's service. */
export const recordService = (actor: Actor, { id, organisation, rev, service }: RecordService) =>
  work(actor, directoryVerbs['directory.record'], async ({ db }) => {
    if (actor.kind !== 'staff' || !mayKeep(actor, organisation)) throw notFound()
    const { network } = actor
    const {
      kind,
      name,
      about,
      languages,
      forWhom,
      papersAsked,
      hours,
      staffPhone,
      publicPhone,
      isPublic,
      places
    } = service
    const said = sql`${kind}, ${JSON.stringify(name)}::jsonb, ${JSON.stringify(about)}::jsonb, ${languages}::text[],
      ${forWhom}::text[], ${papersAsked}, ${JSON.stringify(hours)}::jsonb, ${staffPhone}, ${publicPhone}, ${isPublic}, ${places}`
    const columns = sql`kind_of_help, name, about, languages, for_whom, papers_asked, hours, staff_phone, public_phone, is_public, places`
    if (rev === 0) {
      const known = await db.row(
        sql`select 1 from identity.organisations where network_id = ${network} and id = ${organisation}`
      )
      if (!known) throw notFound()
      await db.run(sql`
        insert into directory.services (network_id, id, organisation_id, ${columns})
        values (${network}, ${id}, ${organisation}, ${said})`)
    } else {
      const row = await getService(db, actor, id)
      if (row.organisation !== organisation) throw notFound()
      if (row.rev !== rev) throw problem('common.changed-by-other', 409)
      // fewer places than were said to be free: then nobody has said how many are free
      await db.run(sql`
        update directory.services set (${columns}) = (${said}), rev = rev + 1,
          free = case when free <= ${places}::integer then free end,
          free_said_at = case when free <= ${places}::integer then free_said_at end
        where network_id = ${network} and id = ${id}`)
    }
    // what stands in the directory may be asked for
    await db.run(sql`
      update identity.organisations set kinds_of_help = kinds_of_help || ${kind}::text
      where network_id = ${network} and id = ${organisation} and not ${kind} = any (kinds_of_help)`)
    return {
      subject: `directory.services/${id}`,
      detail: { kind, public: isPublic },
      reply: { rev: rev + 1 }
    }
  })

export const SayFree = z.strictObject({ service: z.uuid(), free: z.int().min(0).max(1000) })

/** How many places are free now, and who said so. Throws `directory.more-than-places`. */
export const sayFree = (actor: Actor, { service, free }: z.infer<typeof SayFree>) =>
  work(actor, directoryVerbs['directory.say-free'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await getService(db, actor, service)
    if (row.places === null || free > row.places) throw problem('directory.more-than-places', 409)
    await db.run(sql`
      update directory.services set free = ${free}, free_said_by = ${actor.account}, free_said_at = ${now}
      where network_id = ${actor.network} and id = ${service}`)
    return { subject: `directory.services/${service}`, reply: null }
  })

export const EndService = z.strictObject({ service: z.uuid() })

/** It is not given any longer. What was sent to it goes on. */
export const endService = (actor: Actor, { service }: z.infer<typeof EndService>) =>
  work(actor, directoryVerbs['directory.end'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    await getService(db, actor, service)
    await db.run(sql`
      update directory.services set ended_at = ${now}, is_public = false
      where network_id = ${actor.network} and id = ${service}`)
    return { subject: `directory.services/${service}`, reply: null }
  })

type Kept = { organisation: string; rev: number; places: number | null }
const getService = async (db: Write, actor: StaffActor, id: string): Promise<Kept> => {
  const row = await db.row(sql<Kept>`
    select organisation_id as organisation, rev, places from directory.services
    where network_id = ${actor.network} and id = ${id} and ended_at is null for update`)
  if (!row || !mayKeep(actor, row.organisation)) throw notFound()
  return row
}
