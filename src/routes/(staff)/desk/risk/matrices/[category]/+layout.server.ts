import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { now } from '#platform/clock.server.ts'
import { readMatrices } from '#risk/matrices/read-matrices.server.ts'
import { matrixVerbs } from '#risk/matrices/verbs.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params, url, depends }) => {
  depends('fener:matrices')
  const asked = ['a', 'b'].map(side => Number(url.searchParams.get(side))).filter(n => n > 0 && n < 1e6)
  const { actor } = locals
  return {
    ...(await readMatrices(actor, params.category, asked.map(Math.trunc))),
    me: actor.kind === 'staff' ? (actor.account as string) : '',
    today: dayIn(now(), zone(locals)),
    mayEdit: may(actor, matrixVerbs['matrix.draft']),
    mayAdopt: may(actor, matrixVerbs['matrix.adopt']),
    mayPutInForce: may(actor, matrixVerbs['matrix.put-in-force'])
  }
}
