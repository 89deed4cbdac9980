// Who fills in a questionnaire: everybody who does the field's work, or those it is assigned to. It holds for all its versions. What was begun
// before an assignment ended is finished and taken all the same: the phone keeps its form, and the door asks for none.
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { holdForm } from './rows.server.ts'
import { formVerbs, odkVerbs } from './verbs.ts'

export const AssignForm = z.strictObject({
  id: z.uuid(),
  /** Null: everybody who fills in. */
  to: z
    .strictObject({ people: z.array(z.uuid()).max(500), organisations: z.array(z.uuid()).max(200) })
    .nullable()
})
export type AssignedTo = z.infer<typeof AssignForm>['to']

/** Throws `form.assigned-to-nobody` (422): taking a questionnaire out of use is another thing; `common.not-found` for strangers. */
export const assignForm = (actor: Actor, { id, to }: z.infer<typeof AssignForm>) =>
  work(actor, formVerbs['form.assign'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { formId } = await holdForm(db, id)
    if (to && !to.people.length && !to.organisations.length) throw problem('form.assigned-to-nobody', 422)
    await db.run(sql`
      delete from risk.form_assignments where network_id = ${actor.network} and form_id = ${formId}`)
    if (to) {
      const kept = await db.run(sql`
        insert into risk.form_assignments (network_id, form_id, person_id, organisation_id)
        select network_id, ${formId}, id, null from identity.people
        where network_id = ${actor.network} and id = any(${to.people}::uuid[])
        union all
        select network_id, ${formId}, null, id from identity.organisations
        where network_id = ${actor.network} and id = any(${to.organisations}::uuid[])`)
      if (kept !== new Set([...to.people, ...to.organisations]).size) throw notFound()
    }
    return {
      subject: `risk.forms/${id}`,
      detail: { form: formId, people: to?.people ?? [], organisations: to?.organisations ?? [] },
      reply: null
    }
  })

export type Assignable = {
  to: AssignedTo
  people: { id: string; name: string; organisation: string; gone: boolean }[]
  organisations: { id: string; name: Trilingual }[]
}

/** To whom it is assigned, and to whom it can be: whoever fills in now, and the organisations that have such people. */
export const assignable = async (db: Read, formId: string): Promise<Assignable> => {
  const network = sql`nullif(current_setting('fener.network_id', true), '')::uuid`
  const rows = await db.rows(sql<{ person: string | null; organisation: string | null }>`
    select person_id as person, organisation_id as organisation from risk.form_assignments
    where network_id = ${network} and form_id = ${formId}`)
  const to = {
    people: rows.flatMap(({ person }) => person ?? []),
    organisations: rows.flatMap(({ organisation }) => organisation ?? [])
  }
  const people = await db.rows(sql<Assignable['people'][number]>`
    select * from (
      select p.id, p.name, p.organisation_id as organisation, p.left_at is not null or not exists (
        select from identity.memberships m where m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
          and m.role = any(${odkVerbs['odk.submit'].roles}::text[])) as gone
      from identity.people p where p.network_id = ${network}) one
    where not gone or id = any(${to.people}::uuid[]) order by name, id`)
  const organisations = await db.rows(sql<Assignable['organisations'][number]>`
    select id, name from identity.organisations where network_id = ${network}
      and id = any(${[...to.organisations, ...people.map(({ organisation }) => organisation)]}::uuid[])
    order by name ->> 'sr', id`)
  return { to: rows.length ? to : null, people, organisations }
}
