import { post } from '#app/endpoint.server.ts'
import { checkFiles, Files } from '#app/first-visit.server.ts'
import { isSetUp } from '#identity/set-up.server.ts'
import { notFound } from '#kernel/problem.ts'

export const POST = post(Files, async (_, files) => {
  if (await isSetUp()) throw notFound()
  return checkFiles(files)
})
