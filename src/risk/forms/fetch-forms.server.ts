import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { languageOf } from '#kernel/locale.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { findForm, listFormsFor, type FormTitle } from './rows.server.ts'
import { odkVerbs } from './verbs.ts'

/** In the reader's language where the form is written in it, else in its own. */
export const titleFor = (title: FormTitle, languages: readonly string[], wanted: string): string =>
  title[wanted] || title[languages[0] ?? ''] || (Object.values(title).find(Boolean) ?? '?')

export const listForProgram = (actor: Actor) =>
  browse(actor, odkVerbs['odk.fetch'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const language = languageOf(actor.locale)
    const wanted = language === 'sr' ? 'sr-Latn' : language
    return (await listFormsFor(db, actor)).map(form => ({
      ...form,
      name: titleFor(form.title, form.languages, wanted)
    }))
  })

/**
 * The XForm's bytes as the list's hash says. A program may still finish a version that was
 * replaced a moment ago, or what is no longer assigned to its owner: questions are no secret, and answers that were begun must not be lost.
 */
export const fetchForProgram = (actor: Actor, id: string): Promise<string> =>
  browse(actor, odkVerbs['odk.fetch'], async ({ db }) => {
    const form = await findForm(db, id)
    if (!form?.xform || form.state === 'draft') throw problem('odk.unknown-form', 404)
    return form.xform
  })
