// Where the log of who saw and did what stood, day by day: for everybody, in the form that `fener verify-audit --checkpoint` reads.
import { readPublic } from '#access/work.server.ts'
import { printCheckpoint } from '#audit/checkpoint.ts'
import { listCheckpoints } from '#audit/take-checkpoint.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals: { network } }) => {
  if (!network) throw notFound()
  const checkpoints = await readPublic(network.id, ({ db }) => listCheckpoints(db, network.id))
  return new Response(checkpoints.map(printCheckpoint).join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8' }
  })
}
