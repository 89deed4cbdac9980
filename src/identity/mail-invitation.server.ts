import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { pathOf, type Locale } from '#kernel/locale.ts'
import type { Config } from '#platform/config.server.ts'
import type { Payload } from '#platform/jobs.server.ts'
import { openMail } from '#platform/mail.server.ts'
import { wordsFor } from '#locales/words.server.ts'
import { invitationToken } from './invite.server.ts'

/** The mail says that someone invites, and where; not who, to what role, or for whom the work is. */
export const mailInvitation = async (config: Config, { network, invitation }: Payload) => {
  const found = await identify(network as NetworkId, ({ db }) =>
    db.row(sql<{ email: string; locale: Locale }>`
      select email, locale from identity.invitations
      where network_id = ${network} and id = ${invitation} and used_at is null`)
  )
  if (!found) return
  const t = wordsFor(found.locale, 'mail')
  const link = `${config.origin}/${pathOf[found.locale]}/invite/${invitationToken(String(invitation))}`
  const mailer = openMail(config)
  try {
    const text = t('mail.invitation.text', { link })
    await mailer.sendMail({ to: found.email, subject: t('mail.invitation.subject'), text })
  } finally {
    mailer.close()
  }
}
