import { sql } from 'kysely'
import { browse, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { isUuid, type NetworkId } from '#kernel/id.ts'
import type { Language, Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { taskRows } from '../rows.ts'
import { storedValues, strategyOf, taskFactsOf } from '../stored.server.ts'
import { foldTask } from '../tasks.ts'
import { answerWords } from './evaluation.ts'
import type { PublishedEvaluation } from './published.ts'
import { citedValues, loadEvaluations, publicEvaluations, type StoredEvaluation } from './store.server.ts'
import { evaluationVerbs } from './verbs.ts'

const namesOf = async (db: Read, network: NetworkId) =>
  new Map(
    (
      await db.rows(
        sql<{ id: string; name: string }>`select id, name from identity.people where network_id = ${network}`
      )
    ).map(p => [p.id, p.name])
  )

export const listEvaluations = (actor: Actor) =>
  browse(actor, evaluationVerbs['evaluation.read'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    return (await loadEvaluations(db, actor.network)).map(({ id, type, evaluation, facts }) => ({
      id,
      type,
      title: evaluation.words.title,
      period: evaluation.period,
      status: evaluation.status,
      published: evaluation.published,
      recommendations: evaluation.recommendations.length,
      plannedOn: facts[0]!.on
    }))
  })

/** One evaluation with what its page needs beside it. Values are raw here: whoever shows them protects them for their reader first. */
export const readEvaluation = (actor: Actor, id: string, timezone: string) =>
  browse(actor, evaluationVerbs['evaluation.read'], async ({ db, now }) => {
    if (!isStaff(actor) || !isUuid(id)) throw notFound()
    const { network } = actor
    const [found] = await loadEvaluations(db, network, id)
    if (!found) throw notFound()
    const strategy = await strategyOf(db, network)
    const tasks = await taskFactsOf(db, network)
    const today = dayIn(now, timezone)
    return {
      ...found,
      today,
      strategy,
      tasks: taskRows(strategy).map(({ task, activity }) => ({
        id: task.id,
        words: { sr: task.sr, sq: task.sq, en: task.en },
        activity: activity.title,
        state: foldTask(tasks.get(task.id) ?? [], today)
      })),
      stored: await storedValues(db, network),
      cited: await citedValues(
        db,
        network,
        found.evaluation.evidence.flatMap(one => (one.kind === 'value' ? [one.value] : []))
      ),
      names: await namesOf(db, network)
    }
  })
export type ReadEvaluation = Awaited<ReturnType<typeof readEvaluation>>

export type EvaluationOfYear = {
  id: string
  title: Trilingual
  findings: Trilingual
  recommendations: readonly Trilingual[]
  /** What was said to each, numbered as they are; null when nobody has answered any. */
  response: Trilingual | null
}
/**
 * Those whose findings were ready in this year, for the annual report. The public reads that report, so only what is published is in it, in
 * the words of its edition.
 */
export const evaluationsOf = async (
  db: Read,
  network: NetworkId,
  year: number
): Promise<EvaluationOfYear[]> => {
  const readyIn = (one: StoredEvaluation) => one.evaluation.ready?.on.slice(0, 4) === String(year)
  const known = new Set((await loadEvaluations(db, network)).filter(readyIn).map(one => one.id))
  return (await publicEvaluations(db, network))
    .filter(({ id }) => known.has(id))
    .map(({ id, document: { words, recommendations } }) => ({
      id,
      title: words.title,
      findings: words.findings,
      recommendations: recommendations.map(r => r.words),
      response: responseTo(recommendations)
    }))
}

const responseTo = (recommendations: PublishedEvaluation['recommendations']): Trilingual | null => {
  if (!recommendations.some(r => r.answer)) return null
  const inOne = (l: Language) =>
    recommendations
      .flatMap(({ answer }, i) =>
        answer ? [`(${i + 1}) ${answerWords[answer.answer][l]}: ${answer.why[l]} (${answer.body[l]})`] : []
      )
      .join(' ')
  return { sr: inOne('sr'), sq: inOne('sq'), en: inOne('en') }
}
