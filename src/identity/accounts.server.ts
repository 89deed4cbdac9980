import { sql } from 'kysely'
import type { Work } from '#access/work.server.ts'
import type { Role } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { sealForServer } from '#platform/secret.server.ts'
import type { NewAccount, NewCredentials } from './schemas.ts'
import { hashAuth } from './sign-in.server.ts'
import { stepOfCode } from './totp.server.ts'

/** Writes a person with their role and their ways to sign in. Refuses a one-time code that does not fit the new secret. */
export const addAccount = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  network: NetworkId,
  account: NewAccount,
  place: { organisation: string; role: Role; email: string; locale: string }
) => {
  await db.run(sql`
    insert into identity.people (network_id, id, organisation_id, email, name, locale, recipient, sign_public, joined_on)
    values (${network}, ${account.id}, ${place.organisation}, ${place.email}, ${account.name}, ${place.locale},
            ${account.recipient}, ${Buffer.from(account.signPublic)}, ${now})`)
  await db.run(sql`
    insert into identity.memberships (network_id, person_id, role, from_at)
    values (${network}, ${account.id}, ${place.role}, ${now})`)
  await writeCredentials({ db, now }, { network, person: account.id }, account)
}

/** Writes a person's ways to sign in; those that were there before open nothing any more. Throws `sign-in.code-does-not-fit`. */
export const writeCredentials = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  { network, person }: { network: NetworkId; person: string },
  made: NewCredentials
) => {
  const step = stepOfCode(made.totpSecret, made.totpCode, now)
  if (step === null) throw problem('sign-in.code-does-not-fit', 422)
  await db.run(sql`
    insert into identity.credentials (network_id, person_id, kind, salt, auth_hash, secret, last_step, wrapped_root) values
      (${network}, ${person}, 'password', ${Buffer.from(made.passwordSalt)}, ${await hashAuth(made.passwordAuth)},
       null, null, ${Buffer.from(made.passwordWrap)}),
      (${network}, ${person}, 'totp', null, null, ${sealForServer(made.totpSecret, 'totp', person)}, ${step}, null),
      (${network}, ${person}, 'recovery', ${Buffer.from(made.recoverySalt)}, null, null, null,
       ${Buffer.from(made.recoveryWrap)})
    on conflict (network_id, person_id, kind) do update
      set salt = excluded.salt, auth_hash = excluded.auth_hash, secret = excluded.secret, last_step = excluded.last_step,
          wrapped_root = excluded.wrapped_root`)
}
