import { publicAddress } from '#app/public-address.server.ts'
import { progressNow, sayings } from '#app/public-progress.server.ts'
import { pathOf } from '#kernel/locale.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const words = sayings(locals.locale)
  const { t, say, day, bar, base } = words
  const { strategy, tables, all, evaluations, today } = await progressNow(locals)
  const address = `${await publicAddress(url)}/${pathOf[locals.locale]}/plan/embed`
  return {
    heading: t('progress.title'),
    strategy: say(strategy.meta.title),
    adopted: t('progress.adopted', { day: day(strategy.meta.date.slice(0, 10)) }),
    today: t('progress.today', { day: day(today) }),
    all: { progress: all, words: bar(all) },
    tap: t('progress.tap'),
    tables: tables.map(table => ({
      id: table.id,
      title: say(table.title),
      progress: table.progress,
      words: bar(table.progress),
      activities: table.activities.map(activity => ({
        href: `${base}/${activity.id}`,
        title: say(activity.title),
        progress: activity.progress,
        words: bar(activity.progress)
      }))
    })),
    evaluationsTitle: t('progress.evaluations'),
    evaluations: evaluations.map(one => ({
      href: `${base}/evaluation/${one.id}`,
      title: say(one.document.words.title)
    })),
    goalsTitle: t('progress.goals'),
    goals: strategy.goals.map(g => ({ title: say(g.title), text: say(g) })),
    share: {
      title: t('progress.share'),
      text: t('progress.share-text'),
      feed: { href: `${base}/feed.xml`, text: t('progress.feed') },
      json: {
        href: `${base}/progress.json`,
        text: t('progress.json'),
        keys: [
          { key: 'tables.activities.tasks', word: t('progress.json.tree') },
          { key: 'id', word: t('progress.json.id') },
          { key: 'title, words, who, lateBecause', word: t('progress.json.words') },
          { key: 'status', word: t('progress.json.status') },
          { key: 'deadline, doneOn, lateSince, addedOn', word: t('progress.json.day') }
        ]
      },
      embed: {
        title: t('progress.embed'),
        how: t('progress.embed-how'),
        code: `<iframe src="${address}" title="${t('progress.title')}" width="360" height="420" loading="lazy"></iframe>`
      }
    }
  }
}
