import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { Role } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { addAccount } from './accounts.server.ts'
import { tokenHash } from './invite.server.ts'
import type { NewAccount } from './schemas.ts'

type Open = {
  id: string
  role: Role
  email: string
  locale: string
  organisation_id: string
  organisation: Trilingual
}

const openInvitation = (token: string, network: NetworkId, now: Date) => sql<Open>`
  select i.id, i.role, i.email, i.locale, i.organisation_id, o.name as organisation
  from identity.invitations i join identity.organisations o on o.network_id = i.network_id and o.id = i.organisation_id
  where i.network_id = ${network} and i.token_hash = ${tokenHash(token)} and i.used_at is null and i.expires_at > ${now}`

/** What the link invites to; undefined when it was used, has expired or never was: one answer for all three. */
export const findInvitation = (network: NetworkId, token: string): Promise<Open | undefined> =>
  identify(network, ({ db, now }) => db.row(openInvitation(token, network, now)))

/** The invited person's account, made in their browser. The link works once, also when pressed twice at once. */
export const acceptInvitation = (network: NetworkId, token: string, account: NewAccount) =>
  identify(network, async ({ db, now }) => {
    const invitation = await db.row(sql<Open>`${openInvitation(token, network, now)} for update of i`)
    if (!invitation) throw notFound()
    await addAccount({ db, now }, network, account, {
      organisation: invitation.organisation_id,
      role: invitation.role,
      email: invitation.email,
      locale: invitation.locale
    })
    await db.run(sql`
      update identity.invitations set used_at = ${now}, person_id = ${account.id}
      where network_id = ${network} and id = ${invitation.id}`)
    await recordEntry(db, {
      network,
      at: now,
      actor: `acc:${account.id}`,
      verb: 'invitation.accept',
      subject: `identity.people/${account.id}`,
      circle: null,
      detail: { role: invitation.role }
    })
    return { account: account.id, email: invitation.email }
  })
