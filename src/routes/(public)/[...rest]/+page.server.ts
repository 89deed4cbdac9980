import { notFound } from '#kernel/problem.ts'

// Every address which is no page, so that the answer is in the reader's language.
export const load = () => {
  throw notFound()
}
