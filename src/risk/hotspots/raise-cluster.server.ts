// One press: what a scan found becomes an alert of the early-warning circle, with its reason; pressed twice it is the same alert.
import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { raiseAlert } from '../alerts/raise.server.ts'
import { clusterAlert, clustersOf } from './cluster-alert.server.ts'
import type { KeptScan } from './scans.server.ts'
import { hotspotVerbs } from './verbs.ts'

export const RaiseCluster = z.strictObject({
  scan: z.uuid(),
  /** Which of the clusters it found, from 0. */
  cluster: z.int().min(0).max(1000)
})

/** Throws not-found outside of the circle, and for a scan of alerts. `isNew` false: a colleague was first, or an earlier scan found it too. */
export const raiseCluster = (actor: Actor, input: z.infer<typeof RaiseCluster>) =>
  work(actor, hotspotVerbs['hotspot.raise-alert'], async act => {
    if (!isStaff(actor)) throw notFound()
    const scan = await act.db.row(sql<Pick<KeptScan, 'ranOn' | 'found'> & { circle: CircleId }>`
      select ran_on as "ranOn", found, circle_id as circle from risk.scans
      where network_id = ${actor.network} and id = ${input.scan}`)
    const cluster = scan && clustersOf(scan.found)[input.cluster]
    if (!cluster || scan.ranOn.method !== 'places' || scan.ranOn.what === 'alerts') throw notFound()
    const { circle } = scan
    const reply = await raiseAlert(act, actor, { ...clusterAlert(scan.ranOn, cluster), circle })
    return { subject: `risk.scans/${input.scan}`, circle, detail: { isNew: reply.isNew }, reply }
  })
