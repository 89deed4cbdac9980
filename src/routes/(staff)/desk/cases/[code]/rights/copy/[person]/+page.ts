import { error } from '@sveltejs/kit'
import { foldCase } from '#cases/index.ts'
import type { PageLoad } from './$types'

/** Somebody of this case, or nobody. */
export const load: PageLoad = async ({ parent, params }) => {
  const { one } = await parent()
  const person = foldCase(one.facts)?.persons.find(each => each.id === params.person)
  if (!person) error(404, { code: 'common.not-found', message: 'common.not-found' })
  return { person }
}
