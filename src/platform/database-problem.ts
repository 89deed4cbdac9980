import { PlatformProblem } from './platform-problem.ts'

const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '57P01', '57P02', '57P03'])

/**
 * What leaves the platform in place of a driver's error. A lost connection becomes `database.away` (503).
 * Any other keeps its SQLSTATE in `code` and its constraint's name, but loses what quotes a row:
 * DETAIL ("Key (name)=(…) already exists"), CONTEXT, and the value in "invalid input syntax".
 */
export function withoutContent(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PlatformProblem) return error
  const found = error as Error & Record<string, unknown>
  const code = String(found.code ?? '')
  if (
    away.has(code) ||
    code.startsWith('08') ||
    /^Connection terminated|not queryable|^timeout exceeded/.test(error.message)
  )
    return new PlatformProblem('database.away', 'The database is away for a moment', 503)
  if (!/^[0-9A-Z]{5}$/.test(code)) return error
  for (const quoting of ['detail', 'where', 'hint', 'internalQuery', 'cause']) delete found[quoting]
  if (code.startsWith('22')) {
    const quoted = error.message
    error.message = `${code}: a value does not fit its type`
    error.stack = error.stack?.replace(quoted, error.message)
  }
  return error
}
