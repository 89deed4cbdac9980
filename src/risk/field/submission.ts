// What a phone hands in: the answers, sealed to the early-warning circle, and beside them the few coded columns that are counted. Those
// too are sealed while they wait on the phone, to the server (its `door`), so that a lost phone shows neither.
import { z } from 'zod'
import { sealedBytes } from '#kernel/wire.ts'
import { levels, riskCategories, type Level } from '../matrix.ts'
import type { Context } from '#seal/index.ts'

const day = z.iso.date()
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)

export const Envelope = z.strictObject({
  formId: z.string().min(1).max(255),
  formVersion: z.string().max(255),
  matrix: z.strictObject({ id: z.uuid(), version: z.int().min(1) }).nullable(),
  /** By the phone's clock, which may be wrong (clock.ts). */
  saidOn: day,
  language: code,
  category: z.enum(riskCategories).nullable(),
  settlement: code.nullable(),
  /** Null where no matrix is in force: then no score is pretended. */
  level: z.enum(levels).nullable(),
  /** The leaflet that was handed over and explained, such as `rights-ar`. */
  informed: code.nullable()
})
export type Envelope = z.infer<typeof Envelope>

/** As it travels. `phoneNow`: what the phone takes for now. */
export const SentSubmission = z.strictObject({
  id: z.uuid(),
  circle: z.uuid(),
  epoch: z.int().positive(),
  sealed: sealedBytes,
  envelope: sealedBytes,
  phoneNow: z.iso.datetime()
})
export type SentSubmission = z.infer<typeof SentSubmission>

type Where = { network: string; id: string; circle: string; epoch: number }
const place = ({ network, id, circle, epoch }: Where, purpose: string): Context => ({
  network,
  table: 'risk.submissions',
  row: id,
  circle,
  epoch,
  purpose,
  rev: 1
})
export const answersPlace = (where: Where) => ({ kind: 'submission', ctx: place(where, 'answers') })
export const envelopePlace = (where: Where) => ({
  kind: 'submission-envelope',
  ctx: place(where, 'envelope')
})

export const interpreters = ['none', 'interpreter', 'telephone', 'colleague', 'companion'] as const
export type Interpreter = (typeof interpreters)[number]

/** What the circle opens. */
export type Answers = {
  form: { id: string; version: string }
  /** The XForm's instance, as every client of that standard writes it. */
  xml: string
  /** Places of questions that were answered with “I don't know” or “does not want to say”. */
  notKnown: string[]
  notSaid: string[]
  language: string
  /** Null: another client, which does not ask. */
  interpreter: Interpreter | null
  score: { level: Level; score: number; most: number; known: number; because: number[] } | null
  handOver: HandOver | null
}
/** An urgent case told by telephone, on the spot. */
export type HandOver = { number: string; agreed: string; note: string }
