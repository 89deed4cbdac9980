// What runs by itself. Each capability's jobs are listed here; payloads hold ids only.
import type { Config } from '#platform/config.server.ts'
import type { Task } from '#platform/jobs.server.ts'
import { sweepSessions } from '#identity/session.server.ts'
import { now } from '#platform/clock.server.ts'
import { sweepLine } from '#reports/line/sweep-line.server.ts'
import { mailInvitation } from '#identity/mail-invitation.server.ts'

export const tasks = (config: Config): Record<string, Task> => ({
  'mail-invitation': payload => mailInvitation(config, payload),
  'sweep-sessions': async () => void (await sweepSessions()),
  'sweep-line': async (_, { database }) => void (await sweepLine(database, now()))
})

/** UTC. */
export const crontab = `
0 2 * * * sweep-sessions
10 2 * * * sweep-line
`
