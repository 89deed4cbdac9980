import { progressNow, saidTask, sayings } from '#app/public-progress.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const words = sayings(locals.locale)
  const { t, say, day, bar, base } = words
  const { tables, today } = await progressNow(locals)
  const activity = tables.flatMap(table => table.activities).find(a => a.id === params.activity)
  if (!activity) throw notFound()
  return {
    heading: say(activity.title),
    today: t('progress.today', { day: day(today) }),
    back: { href: base, text: t('progress.back') },
    progress: activity.progress,
    bar: bar(activity.progress),
    responsible: { title: t('progress.responsible'), who: activity.responsible.map(say) },
    tasks: activity.tasks.map(task => saidTask(task, words)),
    said: {
      who: t('progress.who'),
      nobody: t('progress.nobody'),
      by: t('progress.by'),
      noDeadline: t('progress.no-deadline'),
      done: t('progress.done-on'),
      evidence: t('progress.evidence'),
      inside: t('progress.evidence-inside')
    }
  }
}
