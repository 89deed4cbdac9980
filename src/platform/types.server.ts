// How PostgreSQL's values become JavaScript's, without surprises.
import pg from 'pg'

const { builtins } = pg.types

const parsers = new Map<number, (text: string) => unknown>([
  // A number while it is exact; a bigint beyond, which refuses to be mixed up with numbers silently.
  [builtins.INT8, text => (Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text))],
  // A day is a day: as a Date it would be yesterday west of Greenwich.
  [builtins.DATE, text => text],
  // Without a time zone it is not a moment; we have no such column, and should one come it stays as it is written.
  [builtins.TIMESTAMP, text => text],
  [builtins.NUMERIC, text => text]
])

/** timestamptz stays a Date, bytea a Buffer (which is a Uint8Array). The queue's library wants the driver's own types. */
export const typesFor = (role: string): pg.CustomTypesConfig => ({
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (role !== 'jobs' && format !== 'binary' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser']
})
