// What the annual report is drafted from besides the plan's own rows, told by those who keep it.
import { sql } from 'kysely'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { year as yearPeriod } from '#kernel/period.ts'
import { targetFor, type IndicatorValue } from '#plan/index.ts'
import { definitionsOf, evaluationsOf } from '#plan/index.server.ts'
import type { ReportSources } from '#publication/annual-report.server.ts'
import type { Baselines } from '#publication/national-form.server.ts'
import { reportPlaces } from '#risk/hotspots/report-places.server.ts'

export const reportSources: ReportSources = {
  targets: async (db, network, year) =>
    new Map(
      [...(await definitionsOf(db, network))].flatMap(([id, defined]) => {
        const target = targetFor(defined, { period: yearPeriod(year), organisation: null })
        return target ? [[id, target] as const] : []
      })
    ),
  evaluations: evaluationsOf,
  places: async (db, network, year) => {
    const row = await db.row(
      sql<{ profile: NetworkProfile }>`select profile from identity.networks where network_id = ${network}`
    )
    return reportPlaces(db, network, row!.profile, year)
  }
}

/** Where each indicator began. The form leaves out a baseline about people: it may be as small as a value. */
export const reportBaselines: Baselines = async (db, network) =>
  new Map(
    [...(await definitionsOf(db, network))].flatMap(([id, { baseline }]) => {
      const value = baseline && asNumber(baseline.value)
      return baseline && value !== null && value !== undefined
        ? [[id, { year: Number(baseline.period.from.slice(0, 4)), value }] as const]
        : []
    })
  )

const asNumber = (value: IndicatorValue): number | null => {
  switch (value.kind) {
    case 'count':
      return value.value
    case 'percent':
      return value.numerator !== null && value.denominator
        ? Math.round((value.numerator / value.denominator) * 1000) / 10
        : null
    case 'yes_no':
      return value.value === null ? null : value.value ? 1 : 0
    case 'qualitative':
      return null
    default:
      return value satisfies never
  }
}
