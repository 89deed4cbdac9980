import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { chooseLocale } from '#identity/choose-locale.server.ts'
import { locales } from '#kernel/locale.ts'

export const POST = post(z.strictObject({ locale: z.enum(locales) }), (actor, { locale }) =>
  chooseLocale(actor, locale)
)
