// A professional's report enters like any other, sealed to the intake team and to the receipt; beside it stands who vouches for it.
import { sql } from 'kysely'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId, NetworkId, OrganisationId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import {
  answeredBy,
  keepEnvelope,
  keepOnce,
  openCircle,
  SealedReport,
  type Coming,
  type IntakeNow
} from '../arrive.server.ts'
import { sealedDigest } from '../filing.ts'
import { publicPeriods } from '../periods.server.ts'
import type { PeriodOn } from '../periods.ts'
import { reportVerbs } from '../verbs.ts'
import type { OpenLink } from './links.server.ts'

type Voucher =
  | { link: string; organisation: OrganisationId }
  | { account: string; organisation: OrganisationId; sealedCode: Uint8Array }

/** By an organisation's link, without an account. Throws as `submitReport` does. */
export const referByLink = async (
  actor: Actor,
  input: SealedReport,
  intake: IntakeNow[],
  { id, organisation }: OpenLink,
  { mode = 'browser', held = false }: Coming = {}
): Promise<{ deadlineDay: string; held: boolean }> => {
  const circle = openCircle(input, intake)
  const periodOn = await publicPeriods(actor.network)
  const keep = () =>
    work(actor, reportVerbs['report.refer-by-link'], async ({ db, now }) => {
      const { deadlineDay } = await keepReferral(
        db,
        actor.network,
        input,
        circle,
        now,
        { mode, held },
        { link: id, organisation },
        periodOn
      )
      return {
        subject: `reports.envelopes/${input.row}`,
        circle: input.circle as CircleId,
        detail: { mode, files: input.files.length, sha256: sealedDigest(input.sealed), link: id, held },
        reply: { deadlineDay, held }
      }
    })
  return keepOnce(keep, input, circle, periodOn, { mode, held })
}

export const SignedInReferral = SealedReport.extend({
  /** The receipt, sealed to the one who refers: they come back with it. */
  sealedCode: sealedBytes
})

/** Signed in. Gives the day by which someone answers. Throws as `submitReport` does. */
export const refer = async (
  actor: Actor,
  { sealedCode, ...input }: { sealedCode: Uint8Array } & SealedReport,
  intake: IntakeNow[]
): Promise<{ deadlineDay: string; held: boolean }> => {
  const circle = openCircle(input, intake)
  const periodOn = await publicPeriods(actor.network)
  const keep = () =>
    work(actor, reportVerbs['report.refer'], async ({ db, now }) => {
      if (!isStaff(actor)) throw notFound()
      const { account, organisation } = actor
      const { deadlineDay } = await keepReferral(
        db,
        actor.network,
        input,
        circle,
        now,
        { mode: 'browser', held: false },
        { account, organisation, sealedCode },
        periodOn
      )
      return {
        subject: `reports.envelopes/${input.row}`,
        circle: input.circle as CircleId,
        detail: { files: input.files.length, sha256: sealedDigest(input.sealed) },
        reply: { deadlineDay, held: false }
      }
    })
  return keepOnce(keep, input, circle, periodOn)
}

const keepReferral = async (
  db: Write,
  network: NetworkId,
  input: SealedReport,
  circle: IntakeNow,
  now: Date,
  coming: Required<Coming>,
  by: Voucher,
  periodOn: PeriodOn
) => {
  const today = dayIn(now, circle.timezone)
  const deadlineDay = answeredBy(today, input.urgent, periodOn)
  const code = await keepEnvelope(db, network, input, { today, deadlineDay, ...coming })
  const { link, account, sealedCode } = { link: null, account: null, sealedCode: null, ...by }
  await db.run(sql`
    insert into professionals.referred (network_id, report_id, circle_id, organisation_id, link_id, account_id, referred_on, code, sealed_code)
    values (${network}, ${input.row}, ${input.circle}, ${by.organisation}, ${link}, ${account}, ${today}, ${code},
            ${sealedCode && Buffer.from(sealedCode)})`)
  return { deadlineDay }
}
