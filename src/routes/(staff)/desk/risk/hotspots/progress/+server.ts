import { post } from '#app/endpoint.server.ts'
import { NamedRun, seeProgress } from '#risk/hotspots/scans.server.ts'

export const POST = post(NamedRun, (actor, input) => seeProgress(actor, input))
