// Row security protects nobody from a superuser, from the owner of a table, or from BYPASSRLS.
import type pg from 'pg'
import { PlatformProblem } from './platform-problem.ts'

type Queryable = Pick<pg.Pool | pg.ClientBase, 'query'>

/** Throws `database.unsafe-role` when this connection, as it is or by `set role`, could pass row security. */
export async function refuseUnsafeRole(connection: Queryable): Promise<void> {
  const { rows } = await connection.query(unsafe)
  if (rows.length === 0) return
  const reasons = rows.map(row => `${row.role} ${row.reason}`).join('; ')
  throw new PlatformProblem(
    'database.unsafe-role',
    `Fener refuses this database connection, because row security would not hold: ${reasons}. Sign in as fener_app.`
  )
}

const unsafe = `
  with mine as (
    select r.oid, r.rolname, r.rolsuper, r.rolbypassrls from pg_catalog.pg_roles r
    where r.rolname in (current_user, session_user)
       or (not (select rolsuper from pg_catalog.pg_roles where rolname = session_user)
           and pg_catalog.pg_has_role(session_user, r.oid, 'member'))
  )
  select rolname as role, 'is superuser' as reason from mine where rolsuper
  union all
  select rolname, 'has BYPASSRLS' from mine where rolbypassrls and not rolsuper
  union all
  select distinct rolname, 'owns tables' from mine
  where exists (
    select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relowner = mine.oid and c.relkind in ('r', 'p', 'f', 'v', 'm')
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
    and not rolsuper
  order by 1, 2`
