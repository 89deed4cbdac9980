// Where each sealed thing of a report belongs: a frame opens only in the place it was sealed for.
import type { Context } from '#seal/index.ts'

type Circle = { id: string; epoch: number }
const place =
  (table: string, purpose: string) =>
  (network: string, row: string, circle: Circle): Context => ({
    network,
    table,
    row,
    circle: circle.id,
    epoch: circle.epoch,
    purpose,
    rev: 1
  })

export const reportPlace = place('reports.envelopes', 'report')
export const filePlace = place('reports.files', 'file')
export const messagePlace = place('reports.messages', 'message')
