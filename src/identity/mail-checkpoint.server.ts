import { sql } from 'kysely'
import { identify, readPublic } from '#access/work.server.ts'
import { printCheckpoint } from '#audit/checkpoint.ts'
import { listCheckpoints } from '#audit/take-checkpoint.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Config } from '#platform/config.server.ts'
import type { Payload } from '#platform/jobs.server.ts'
import { openMail } from '#platform/mail.server.ts'
import { wordsFor } from '#locales/words.server.ts'

/** Puts one mail for each coordinator and administrator into the queue: a box that refuses is tried again, the others are not. */
export const askToMailCheckpoint = async (network: NetworkId): Promise<void> => {
  const newest = (await readPublic(network, ({ db }) => listCheckpoints(db, network))).at(-1)
  if (!newest) return
  await identify(network, async ({ db, enqueue }) => {
    const people = await db.rows(sql<{ id: string }>`
      select distinct p.id from identity.people p
      join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
      where p.network_id = ${network} and p.left_at is null and m.role in ('coordinator', 'administrator')`)
    for (const { id } of people)
      await enqueue(
        'mail-checkpoint',
        { network, person: id, seq: newest.seq },
        { jobKey: `checkpoint:${network}:${newest.seq}:${id}` }
      )
  })
}

/** The checkpoint's five lines, and what they are good for. Nothing in it is secret. */
export const mailCheckpoint = async (config: Config, { network, person, seq }: Payload) => {
  const to = await identify(network as NetworkId, ({ db }) =>
    db.row(sql<{ email: string; locale: Locale }>`
      select email, locale from identity.people
      where network_id = ${network} and id = ${person} and left_at is null`)
  )
  const checkpoints = await readPublic(network as NetworkId, ({ db }) =>
    listCheckpoints(db, network as NetworkId)
  )
  const checkpoint = checkpoints.find(c => c.seq === seq)
  if (!to || !checkpoint) return
  const t = wordsFor(to.locale, 'mail')
  const mailer = openMail(config)
  try {
    await mailer.sendMail({
      to: to.email,
      subject: t('mail.checkpoint.subject'),
      text: t('mail.checkpoint.text', {
        checkpoint: printCheckpoint(checkpoint),
        link: `${config.origin}/checkpoints.txt`,
        command: 'npx fener verify-audit --checkpoint FILE'
      })
    })
  } finally {
    mailer.close()
  }
}
