import { listPublicServices } from '../../intake.server.ts'

export const load = async ({ locals, parent }) => {
  const { locale } = await parent()
  return { services: await listPublicServices(locals, locale) }
}
