import { z } from 'zod'
import { roles } from '#kernel/actor.ts'
import { locales } from '#kernel/locale.ts'
import { organisationKinds } from './organisation-kinds.ts'
import { bytes, sealedBytes } from '#kernel/wire.ts'

export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)

/** The ways to open an account's root, as the person's browser makes them: only wrapped and stretched parts leave it. */
export const NewCredentials = z.strictObject({
  passwordSalt: bytes(16),
  passwordAuth: bytes(32),
  passwordWrap: bytes(60, 200),
  recoverySalt: bytes(16),
  recoveryWrap: bytes(60, 200),
  totpSecret: bytes(20),
  totpCode: z.string().regex(/^\d{6}$/)
})
export type NewCredentials = z.infer<typeof NewCredentials>

/** The public and wrapped parts of an account. */
export const NewAccount = NewCredentials.extend({
  id: z.uuid(),
  name: z.string().trim().min(2).max(120),
  recipient: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  signPublic: bytes(32)
})
export type NewAccount = z.infer<typeof NewAccount>

/** A circle made in a browser: its public key, and its root wrapped for those who hold it. */
export const NewCircle = z.strictObject({
  id: z.uuid(),
  recipient: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  wraps: z
    .array(z.strictObject({ account: z.uuid(), sealed: sealedBytes, vouch: bytes(32).optional() }))
    .min(1)
    .max(200)
})
export type NewCircle = z.infer<typeof NewCircle>

export const Trilingual = z.strictObject({
  sr: z.string().trim().min(1).max(200),
  sq: z.string().trim().min(1).max(200),
  en: z.string().trim().min(1).max(200)
})

export const NewOrganisation = z.strictObject({
  name: Trilingual,
  kind: z.enum(organisationKinds),
  kindsOfHelp: z.array(z.string().max(40)).max(20).default([]),
  languages: z.array(z.string().max(12)).max(20).default([]),
  publicPhone: z
    .string()
    .trim()
    .max(40)
    .regex(/^\+?[0-9 /-]*$/)
    .optional()
})
export type NewOrganisation = z.infer<typeof NewOrganisation>

export const Invitation = z.strictObject({
  email: EmailAddress,
  role: z.enum(roles),
  organisation: z.uuid(),
  locale: z.enum(locales)
})
export type Invitation = z.infer<typeof Invitation>

/** A circle of the network, made in a browser and held by whoever makes it. */
export const StandingCircle = z.strictObject({
  id: z.uuid(),
  recipient: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  sealed: sealedBytes,
  vouch: bytes(32)
})
