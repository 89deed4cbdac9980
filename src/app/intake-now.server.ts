import { notFound } from '#kernel/problem.ts'
import type { OpenIntake } from '#reports/server-mode.server.ts'

/** The intake circles with the time zone in which days are counted. Throws notFound before set-up. */
export const intakeNow = ({ network }: App.Locals): OpenIntake => {
  if (!network) throw notFound()
  const timezone = network.profile.timezone
  return {
    network: network.id,
    receiptSalt: network.receiptSalt,
    circles: network.intake.map(c => ({ circle: c.id, epoch: c.epoch, recipient: c.recipient, timezone })),
    readers: network.intakeReaders
  }
}
