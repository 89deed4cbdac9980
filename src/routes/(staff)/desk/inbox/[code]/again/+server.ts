// A report beside the one on the screen: the version somebody else has just changed, or a linked one that is decided alike.
import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { readReport } from '#reports/read-report.server.ts'

export const POST = post(z.strictObject({}), (actor, _, { params, locals }) =>
  readReport(actor, params.code ?? '', zone(locals))
)
