import { sql } from 'kysely'
import { browse, type Read } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { lineVerbs } from './verbs.ts'

export type Operator = { account: string; name: string }

/** Those who may hold the line: operators who have not left. */
export const operatorsOf = (db: Read, network: NetworkId): Promise<Operator[]> =>
  db.rows(sql<Operator>`
    select p.id as account, p.name from identity.people p
    join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id
    where p.network_id = ${network} and p.left_at is null and m.role = 'operator' and m.until_at is null
    order by p.name`)

export const isOperator = async (db: Read, network: NetworkId, account: string): Promise<boolean> =>
  (await operatorsOf(db, network)).some(o => o.account === account)

/** For choosing who calls back and who holds the line. */
export const listOperators = (actor: Actor): Promise<Operator[]> =>
  browse(actor, lineVerbs['duty.read'], ({ db }) => operatorsOf(db, actor.network))
