import { readPublic } from '#access/work.server.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { trilingual, type Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { wordsFor } from '#locales/words.server.ts'
import { foldTask, progressOfStrategy } from '#plan/index.ts'
import { strategyOf, taskFactsOf } from '#plan/index.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const network = locals.network
  if (!network) throw notFound()
  const t = wordsFor(locals.locale, 'plan')
  const say = (words: Trilingual) => trilingual(words, locals.locale, toCyrillic)
  return readPublic(network.id, async ({ db, now }) => {
    const today = dayIn(now, zone(locals))
    const strategy = await strategyOf(db, network.id)
    const facts = await taskFactsOf(db, network.id)
    const { done, total } = progressOfStrategy(strategy, facts, today)
    return {
      heading: say(strategy.meta.title),
      summary: t('public-plan.summary', { done, total }),
      goalsTitle: t('plan.tab.goals'),
      goals: strategy.goals.map(g => ({ title: say(g.title), text: say(g) })),
      tables: strategy.results_framework.map(table => ({
        title: say(table.title),
        activities: table.activities.map(activity => ({
          title: say(activity.title),
          tasks: activity.tasks.map(task => {
            const { status } = foldTask(facts.get(task.id) ?? [], today)
            return { text: say(task), status, word: t(`task.${status}`) }
          })
        }))
      }))
    }
  })
}
