import { post } from '#app/endpoint.server.ts'
import { RaiseCluster, raiseCluster } from '#risk/hotspots/raise-cluster.server.ts'

export const POST = post(RaiseCluster, (actor, input) => raiseCluster(actor, input))
