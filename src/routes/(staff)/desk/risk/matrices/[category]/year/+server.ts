import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { AskedForYear, answersOfYear } from '#risk/field/answers-of-a-year.server.ts'
import { riskCategories } from '#risk/matrix.ts'

export const POST = post(AskedForYear, (actor, input, { locals, params }) => {
  const category = riskCategories.find(one => one === params.category)
  if (!category) throw notFound()
  return answersOfYear(actor, category, input, zone(locals))
})
