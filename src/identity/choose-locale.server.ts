import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'

export const chooseLocale = (actor: Actor, locale: Locale) =>
  identify(actor.network, async ({ db }) => {
    if (actor.kind !== 'staff') throw notFound()
    await db.run(
      sql`update identity.people set locale = ${locale} where network_id = ${actor.network} and id = ${actor.account}`
    )
  })
