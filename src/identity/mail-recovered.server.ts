import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Config } from '#platform/config.server.ts'
import type { Payload } from '#platform/jobs.server.ts'
import { openMail } from '#platform/mail.server.ts'
import { wordsFor } from '#locales/words.server.ts'

/**
 * Tells a person that their way to sign in was changed, and whom to call if it was not them: nothing else, and no link, for
 * whoever is lured by such a mail must have nothing to press. The number is one the organisation shows to everyone anyway.
 */
export const mailRecovered = async (config: Config, { network, person }: Payload) => {
  const found = await identify(network as NetworkId, async ({ db }) => {
    const to = await db.row(sql<{ email: string; locale: Locale }>`
      select email, locale from identity.people
      where network_id = ${network} and id = ${person} and left_at is null`)
    const call = await db.row(sql<{ phone: string }>`
      select o.public_phone as phone
      from identity.people p
      join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
      join identity.organisations o on o.network_id = p.network_id and o.id = p.organisation_id
      where p.network_id = ${network} and p.id <> ${person} and p.left_at is null
        and m.role in ('coordinator', 'administrator') and o.public_phone is not null
      order by m.role desc, o.public_phone limit 1`)
    return to && { ...to, phone: call?.phone }
  })
  if (!found) return
  const t = wordsFor(found.locale, 'mail')
  const mailer = openMail(config)
  try {
    await mailer.sendMail({
      to: found.email,
      subject: t('mail.recovered.subject'),
      text: found.phone ? t('mail.recovered.text-phone', { phone: found.phone }) : t('mail.recovered.text')
    })
  } finally {
    mailer.close()
  }
}
