// What runs by itself. Each capability's jobs are listed here; payloads hold ids only.
import type { Config } from '#platform/config.server.ts'
import type { Task } from '#platform/jobs.server.ts'
import { sweepSessions } from '#identity/session.server.ts'
import { mailInvitation } from '#identity/mail-invitation.server.ts'
import { eraseFileParts } from '#reports/erase-file-parts.server.ts'

export const tasks = (config: Config): Record<string, Task> => ({
  'mail-invitation': payload => mailInvitation(config, payload),
  'erase-file-parts': eraseFileParts,
  'sweep-sessions': async () => void (await sweepSessions())
})

/** UTC. */
export const crontab = `
0 2 * * * sweep-sessions
`
