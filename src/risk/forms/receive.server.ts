// A submission of an OpenRosa client. It cannot seal: what it sends is looked through, marked, and handed over to be sealed at once.
import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { browse, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import { keyedHash } from '#platform/secret.server.ts'
import { findMatrix } from '../matrices/rows.server.ts'
import { riskCategories, scoreMatrix } from '../matrix.ts'
import { notKnown } from './form.ts'
import type { ArrivedSubmission } from './hand-over.ts'
import { readSubmission, saidDay, saidIn } from './read-submission.ts'
import { findUsedForm } from './rows.server.ts'
import { odkVerbs } from './verbs.ts'

type Place = { timezone: string; settlements: readonly string[] }

/**
 * Throws `odk.too-large` (413), `odk.not-xml`, `odk.no-form-id`, `odk.no-instance-id` (400), `odk.unknown-form` (404) for a questionnaire
 * or version that was never in use here, `odk.other-answers` (409) for other answers under a number that is known. An old version is taken.
 */
export const receiveSubmission = async <T>(
  actor: Actor,
  xml: string,
  place: Place,
  handOver: (arrived: ArrivedSubmission) => Promise<T>
): Promise<T> => {
  const arrived = await lookThrough(actor, xml, place)
  await work(actor, odkVerbs['odk.submit'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const mark = keyedHash('odk-arrival', `${arrived.id}\n${xml}`)
    const fresh = await db.run(sql`
      insert into risk.odk_arrivals (network_id, id, mark) values (${actor.network}, ${arrived.id}, ${mark})
      on conflict (network_id, id) do nothing`)
    const known = fresh
      ? undefined
      : await db.row(sql<{ mark: Uint8Array }>`
          select mark from risk.odk_arrivals where network_id = ${actor.network} and id = ${arrived.id}`)
    if (known && !timingSafeEqual(known.mark, mark)) throw problem('odk.other-answers', 409)
    return {
      subject: `risk.submissions/${arrived.id}`,
      detail: { form: arrived.formId, version: arrived.formVersion, again: !fresh },
      reply: null
    }
  })
  // also when it came before: whoever keeps it knows it by its number, and may not have got it then
  return handOver(arrived)
}

const lookThrough = async (
  actor: Actor,
  xml: string,
  { timezone, settlements }: Place
): Promise<ArrivedSubmission> => {
  const read = readSubmission(xml)
  if (!read.ok) throw problem(`odk.${read.code}`, read.code === 'too-large' ? 413 : 400)
  const { formId, version, instanceId, root } = read
  const { form, matrix } = await browse(actor, odkVerbs['odk.submit'], async ({ db }) => {
    const found = await findUsedForm(db, formId, version)
    if (!found?.xform) throw problem('odk.unknown-form', 404)
    return { form: found, matrix: found.matrixId ? await findMatrix(db, found.matrixId) : undefined }
  })
  const said = saidIn(root, { xform: form.xform!, ties: form.ties })
  const told = (what: keyof typeof said.tells): string | null => {
    const answer = said.tells[what]
    return answer === undefined || answer === notKnown ? null : answer
  }
  const score = matrix ? scoreMatrix(matrix.matrix, said.signs) : null
  const settlement = told('settlement')
  const informed = told('informed')
  return {
    id: instanceId,
    formId,
    formVersion: version,
    matrix: matrix ? { id: matrix.id, version: matrix.version } : null,
    saidOn: saidDay(said.day, dayIn(now(), timezone)),
    language: told('language') ?? 'other',
    category: riskCategories.find(one => one === told('category')) ?? matrix?.category ?? null,
    settlement: settlement !== null && settlements.includes(settlement) ? settlement : null,
    level: score?.level ?? null,
    informed: informed === 'no' ? null : informed,
    score,
    xml
  }
}
