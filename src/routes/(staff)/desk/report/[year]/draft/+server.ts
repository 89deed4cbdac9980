import { z } from 'zod'
import { indicators } from '#app/indicators.server.ts'
import { post } from '#app/endpoint.server.ts'
import { reportSources } from '#app/report-sources.server.ts'
import { zone } from '#app/zone.ts'
import { takeValues } from '#plan/take-values.server.ts'
import { draft } from '#publication/edit-report.server.ts'

/** Counts first, so that the first words stand on today's numbers. */
export const POST = post(z.strictObject({}), async (actor, _, { params, locals }) => {
  await takeValues(actor, indicators)
  return draft(actor, Number(params.year), zone(locals), reportSources)
})
