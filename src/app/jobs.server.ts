// What runs by itself. Each capability's jobs are listed here; payloads hold ids only.
import { sweepDrafts } from '#access/sweep-drafts.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import type { Config } from '#platform/config.server.ts'
import type { Task } from '#platform/jobs.server.ts'
import { eraseEndedCases, tablesWithCases } from '#cases/index.server.ts'
import { callsOfReports, eraseEndedCalls } from '#line/index.server.ts'
import { mailCheckpoint } from '#identity/mail-checkpoint.server.ts'
import { mailInvitation } from '#identity/mail-invitation.server.ts'
import { mailRecovered } from '#identity/mail-recovered.server.ts'
import { sweepSessions } from '#identity/session.server.ts'
import { askForDigest, askForUrgent, mailWaiting } from '#identity/waiting-mail.server.ts'
import { toRemindOfTasks } from '#plan/tasks-waiting.server.ts'
import { takeValues } from '#plan/take-values.server.ts'
import { eraseEnded, rewriteErased } from '#reports/erase-ended.server.ts'
import { eraseFileParts } from '#reports/erase-file-parts.server.ts'
import { sweepParts } from '#reports/sweep-parts.server.ts'
import { teamsWithReports } from '#reports/waiting.server.ts'
import { raiseRises } from '#risk/trends/raise-rises.server.ts'
import { expireReferrals } from '#services/expire-referrals.server.ts'
import { eraseEndedAlerts, tablesWithAlerts } from '#risk/alerts/erase-ended.server.ts'
import { alertRoles, circlesWithAlerts } from '#risk/alerts/waiting.server.ts'
import { circlesWithReferrals } from '#services/waiting.server.ts'
import { eachNetwork } from './each-network.server.ts'
import { indicators } from './indicators.server.ts'
import { series } from './series.server.ts'
import { takeCheckpoints } from './take-checkpoints.server.ts'

export const tasks = (config: Config): Record<string, Task> => ({
  'mail-invitation': payload => mailInvitation(config, payload),
  'mail-recovered': payload => mailRecovered(config, payload),
  'mail-waiting': payload => mailWaiting(config, payload),
  'mail-checkpoint': payload => mailCheckpoint(config, payload),
  'sweep-sessions': async () => void (await sweepSessions()),
  'erase-file-parts': eraseFileParts,
  'erase-ended': async (_, { database }) => {
    await eraseEnded(database, [callsOfReports])
    await eraseEndedCalls(database)
    await eraseEndedCases(database)
    await eachNetwork(system => eraseEndedAlerts(database, system))
  },
  'rewrite-erased': async (_, { database }) =>
    rewriteErased(database, [
      callsOfReports,
      { tables: await tablesWithCases(database) },
      { tables: tablesWithAlerts }
    ]),
  'expire-referrals': (_, { database }) => eachNetwork(system => expireReferrals(database, system)),
  'sweep-drafts': (_, { database }) => eachNetwork(system => sweepDrafts(database, system)),
  'sweep-parts': async () => void (await sweepParts()),
  'take-values': () => eachNetwork(system => takeValues(system, indicators)),
  'raise-rises': () => eachNetwork(system => raiseRises(system, series)),
  'take-checkpoints': (_, { database }) => takeCheckpoints(database, config),
  'tell-waiting': () => tellWaiting(config),
  'tell-urgent-referral': async ({ network, circle }) => {
    if (config.smtpUrl === undefined) return
    await askForUrgent({ network: network as NetworkId, circle: circle as CircleId, role: 'provider' })
  },
  'tell-urgent-alert': async ({ network, circle }) => {
    if (config.smtpUrl === undefined) return
    for (const role of alertRoles)
      await askForUrgent({ network: network as NetworkId, circle: circle as CircleId, role })
  },
  // put into the queue by the row of the report itself (db/migrations/0010_jobs.sql)
  'tell-urgent': async ({ network, circle }) => {
    if (config.smtpUrl === undefined) return
    await askForUrgent({ network: network as NetworkId, circle: circle as CircleId, role: 'operator' })
  }
})

/** Without a mail server nobody is told, and nobody counts as told. */
const tellWaiting = async (config: Config) => {
  if (config.smtpUrl === undefined) return
  const waiting = [
    ...(await teamsWithReports()).map(team => ({ ...team, role: 'operator' as const })),
    ...(await circlesWithReferrals()),
    ...(await circlesWithAlerts())
  ]
  for (const each of waiting) await askForDigest(each)
  await eachNetwork(({ network }) => remindOfTasks(network))
}

const remindOfTasks = async (network: NetworkId) => {
  for (const person of await toRemindOfTasks(network))
    await askForDigest({ network, circle: null, role: person ? null : 'coordinator', person })
}

/** UTC. `fill`: a machine that was off at the hour does it once when it is on again. */
export const crontab = `
0 2 * * * sweep-sessions ?fill=1d
30 1 * * * erase-ended ?fill=1d
40 1 * * * expire-referrals ?fill=1d
10 2 * * * take-values ?fill=1d
15 2 * * * sweep-drafts ?fill=1d
20 2 * * * sweep-parts ?fill=1d
30 2 * * * take-checkpoints ?fill=1d
0 4 * * * raise-rises ?fill=1d
30 6 * * * tell-waiting ?fill=1d
`
