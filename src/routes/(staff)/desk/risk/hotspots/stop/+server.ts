import { post } from '#app/endpoint.server.ts'
import { NamedRun, stopScan } from '#risk/hotspots/scans.server.ts'

export const POST = post(NamedRun, (actor, input) => stopScan(actor, input))
