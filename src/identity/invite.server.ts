import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { keyedHash } from '#platform/secret.server.ts'
import type { Invitation } from './schemas.ts'
import { identityVerbs } from './verbs.ts'

export const invitationDays = 7
/** The link's secret follows from the server's key file, so the mail job can write it and a stolen dump cannot. */
export const invitationToken = (id: string) =>
  keyedHash('invitation', id).subarray(0, 20).toString('base64url')
export const tokenHash = (token: string) =>
  createHash('sha256').update(`fener/v1/invitation ${token}`).digest()

/** Invites a person into a role at an organisation. Gives the link's secret; the database holds its hash. */
export const invite = (actor: Actor, input: Invitation) =>
  work(actor, identityVerbs['people.invite'], async ({ db, now, enqueue }) => {
    if (actor.kind !== 'staff') throw notFound()
    const taken = await db.row(sql`
      select 1 from identity.people where network_id = ${actor.network} and lower(email) = lower(${input.email}) and left_at is null`)
    if (taken) throw problem('invitation.already-here', 409)
    const organisation = await db.row(sql`
      select 1 from identity.organisations where network_id = ${actor.network} and id = ${input.organisation}`)
    if (!organisation) throw problem('invitation.unknown-organisation', 422)
    const id = crypto.randomUUID()
    const token = invitationToken(id)
    await db.run(sql`
      insert into identity.invitations
        (network_id, id, token_hash, organisation_id, role, email, locale, invited_by, invited_at, expires_at)
      values (${actor.network}, ${id}, ${tokenHash(token)}, ${input.organisation}, ${input.role}, ${input.email},
              ${input.locale}, ${actor.account}, ${now}, ${new Date(now.getTime() + invitationDays * 86_400_000)})`)
    await enqueue('mail-invitation', { network: actor.network, invitation: id })
    return {
      subject: `identity.invitations/${id}`,
      detail: { role: input.role },
      reply: { id, token }
    }
  })
