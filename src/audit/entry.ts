import type { CircleId, NetworkId } from '#kernel/id.ts'

export type Json = { readonly [key: string]: string | number | boolean | null | readonly string[] }

/** Who (actor) did what (verb) to which row (subject, `schema.table/id`), when, and in whose circle. Coded detail only. */
export type Entry = {
  network: NetworkId
  at: Date
  actor: string
  verb: string
  subject: string
  circle: CircleId | null
  detail: Json
}
