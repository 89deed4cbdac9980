// What runs by itself. Each capability's jobs are listed here; payloads hold ids only.
import type { Config } from '#platform/config.server.ts'
import type { Task } from '#platform/jobs.server.ts'
import { sweepSessions } from '#identity/session.server.ts'
import { eraseEnded, rewriteErased } from '#reports/erase-ended.server.ts'
import { mailInvitation } from '#identity/mail-invitation.server.ts'

export const tasks = (config: Config): Record<string, Task> => ({
  'mail-invitation': payload => mailInvitation(config, payload),
  'sweep-sessions': async () => void (await sweepSessions()),
  'erase-ended': async (_, { database }) => void (await eraseEnded(database)),
  'rewrite-erased': (_, { database }) => rewriteErased(database)
})

/** UTC. */
export const crontab = `
0 2 * * * sweep-sessions
30 1 * * * erase-ended
`
