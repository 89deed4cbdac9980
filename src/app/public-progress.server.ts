// The public's view of the plan in one language: the page, what other sites show of it, and what programs read.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { readPublic } from '#access/work.server.ts'
import { dayIn } from '#kernel/day.ts'
import { pathOf, trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { formatDate } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import { publicEvaluations } from '#plan/evaluations/store.server.ts'
import { taskEvents, type Progress, type PublicTable, type PublicTask } from '#plan/index.ts'
import { readProgress } from '#plan/read-progress.server.ts'
import { briefTitle } from '#risk/brief/words.ts'
import { zone } from './zone.ts'

export const sayings = (locale: Locale) => {
  const t = wordsFor(locale, 'progress')
  return {
    t,
    status: wordsFor(locale, 'plan'),
    say: (words: Trilingual) => trilingual(words, locale, toCyrillic),
    day: (day: string) => formatDate(locale, day, 'genitive'),
    base: `/${pathOf[locale]}/plan`,
    bar: (p: Progress) =>
      t('progress.bar', {
        total: p.total,
        done: p.done,
        late: p.late,
        underway: p['under-way'],
        notbegun: p['not-begun']
      })
  }
}
export type Sayings = ReturnType<typeof sayings>

const sumOf = (tables: readonly PublicTable[]): Progress => {
  const sum: Progress = { 'not-begun': 0, 'under-way': 0, late: 0, done: 0, total: 0 }
  for (const { progress } of tables)
    for (const key of Object.keys(sum) as (keyof Progress)[]) sum[key] += progress[key]
  return sum
}

export const progressNow = (locals: App.Locals) => {
  const { network } = locals
  if (!network) throw notFound()
  return readPublic(network.id, async ({ db, now }) => {
    const today = dayIn(now, zone(locals))
    const { strategy, tables } = await readProgress(db, network.id, today)
    return {
      today,
      strategy,
      tables,
      all: sumOf(tables),
      evaluations: await publicEvaluations(db, network.id)
    }
  })
}

/** One task in words. `late` is the honest line: since when, and why or that nobody has said why. */
export const saidTask = (task: PublicTask, { t, status, say, day }: Sayings) => ({
  id: task.id,
  text: say(task.words),
  status: task.status,
  word: status(`task.${task.status}`),
  who: task.who ? say(task.who) : null,
  by: task.deadline ? day(task.deadline) : null,
  done: task.doneOn ? day(task.doneOn) : null,
  evidence: task.evidence,
  late: !task.lateSince
    ? null
    : task.lateBecause
      ? t('progress.late-because', { day: day(task.lateSince), why: say(task.lateBecause) })
      : t('progress.late-no-reason', { day: day(task.lateSince) }),
  added: task.addedOn ? t('progress.added', { day: day(task.addedOn) }) : null
})

export type NewsItem = { id: string; on: string; title: string; text: string; path: string }

/** What was done, became late and was published, the newest first. */
export const newsOf = async (locals: App.Locals, locale: Locale): Promise<NewsItem[]> => {
  const { network } = locals
  if (!network) throw notFound()
  const words = sayings(locale)
  const { t, say, day, base } = words
  const { tables, evaluations } = await progressNow(locals)
  const dayOf = (at: Date) => dayIn(at, zone(locals))
  const published = await readPublic(network.id, async ({ db }) => ({
    reports: await db.rows(sql<{ year: number; edition: number; at: Date }>`
      select year, edition, min(published_at) as at from publication.editions where network_id = ${network.id} group by 1, 2`),
    briefs: await db.rows(sql<{ month: string; edition: number; at: Date }>`
      select to_char(month, 'YYYY-MM') as month, edition, min(published_at) as at from risk.brief_editions
      where network_id = ${network.id} group by 1, 2`)
  }))
  const reports = `/${pathOf[locale]}/reports`
  return [
    ...taskEvents(tables).map(event => ({
      id: `task:${event.id}`,
      on: event.on,
      title: t(`progress.event-${event.kind}`, { task: say(event.task.words) }),
      text: saidTask(event.task, words).late ?? say(event.activity.title),
      path: `${base}/${event.activity.id}#${event.task.id}`
    })),
    ...evaluations.map(one => ({
      id: `evaluation:${one.id}:${one.edition}`,
      on: dayOf(one.at),
      title: t('progress.event-evaluation', { of: say(one.document.words.title) }),
      text: say(one.document.words.question),
      path: `${base}/evaluation/${one.id}`
    })),
    ...published.reports.map(({ year, edition, at }) => ({
      id: `report:${year}:${edition}`,
      on: dayOf(at),
      title: t('progress.event-report', { of: String(year) }),
      text: t('evaluation.public.published', { day: day(dayOf(at)) }),
      path: `${reports}/${year}`
    })),
    ...published.briefs.map(({ month, edition, at }) => ({
      id: `brief:${month}:${edition}`,
      on: dayOf(at),
      title: t('progress.event-brief', { of: say(briefTitle(month)) }),
      text: t('evaluation.public.published', { day: day(dayOf(at)) }),
      path: `${reports}/brief/${month}`
    }))
  ]
    .sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? 1 : -1))
    .slice(0, 100)
}

/**
 * Read by programs, again and again: kept for five minutes, and answered "not changed" to whoever has it. The pages themselves are kept
 * nowhere, since a browser's cache tells where somebody was.
 */
export const cachedAnswer = (
  request: Request,
  body: string,
  type: string,
  headers: object = {}
): Response => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const all = { ...headers, etag, 'cache-control': 'public, max-age=300' }
  const known = request.headers.get('if-none-match')?.split(/,\s*/).map(one => one.replace(/^W\//, '')) // prettier-ignore
  if (known?.includes(etag)) return new Response(null, { status: 304, headers: all })
  return new Response(body, { headers: { ...all, 'content-type': `${type}; charset=utf-8` } })
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}
// eslint-disable-next-line no-control-regex -- characters that XML cannot hold at all
export const escaped = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"']/g, c => escapes[c]!) // prettier-ignore
