// What the annual report is drafted from besides the plan's own rows, told by those who keep it.
import { sql } from 'kysely'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import type { ReportSources } from '#publication/annual-report.server.ts'
import type { Baselines } from '#publication/national-form.server.ts'
import { reportPlaces } from '#risk/hotspots/report-places.server.ts'

export const reportSources: ReportSources = {
  targets: async () => new Map(),
  evaluations: async () => [],
  places: async (db, network, year) => {
    const row = await db.row(
      sql<{ profile: NetworkProfile }>`select profile from identity.networks where network_id = ${network}`
    )
    return reportPlaces(db, network, row!.profile, year)
  }
}

export const reportBaselines: Baselines = async () => new Map()
