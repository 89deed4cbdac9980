import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals }) => ({
  locale: locals.locale,
  network: locals.network && {
    id: locals.network.id as string,
    name: locals.network.name,
    madeUp: locals.network.madeUp
  }
})
