// The system's first draft of the annual report. It says what was promised, what is done, what was counted and what was not;
// it does not judge and does not thank. People edit the words; the numbers stay locked.

import type { Trilingual } from '#kernel/locale.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import {
  type ActivityProgress,
  codeOfRow,
  indicatorCodes,
  indicatorRows,
  pooledCodes,
  type Strategy
} from '#plan/index.ts'
import type { Block, FiguresBlock, Section, ValueRef, WordsBlock } from './report.ts'
import type { ReportValues } from './report-values.ts'
import { codeLabels, fill } from './words.ts'

export type Draft = {
  strategy: Strategy
  network: NetworkProfile
  year: number
  /** Protected for the public: see gatherValues. */
  values: ReportValues
  tasks: readonly ActivityProgress[]
  /** The values of the previous year's published report, if there is one. */
  previous?: ReportValues
}

export const draftReport = (draft: Draft): { year: number; sections: Section[] } => ({
  year: draft.year,
  sections: [
    shortSection(draft),
    planSection(draft),
    helpSection(draft),
    indicatorSection(draft),
    missingSection(draft),
    methodSection()
  ]
})

const wordsBlock = (id: string, text: Trilingual): WordsBlock => ({ kind: 'words', id, text, stale: [] })
const plain = ({ sr, sq, en }: Trilingual): Trilingual => ({ sr, sq, en })

const shortSection = ({ network, year }: Draft): Section => ({
  id: 'short',
  title: fill('short.title'),
  blocks: [
    wordsBlock(
      'short-who',
      fill('short.who', { municipality: network.name, network: network.network_name, year })
    ),
    wordsBlock('short-tasks', fill('short.tasks')),
    wordsBlock('short-reports', fill('short.reports')),
    wordsBlock('short-indicators', fill('short.indicators'))
  ]
})

const planSection = ({ strategy, tasks }: Draft): Section => ({
  id: 'plan',
  title: fill('plan.title'),
  blocks: [
    wordsBlock('plan-goals', fill('plan.goals')),
    ...strategy.goals.map(goal => ({
      ...wordsBlock(`plan-${goal.id}`, plain(goal)),
      lead: plain(goal.title)
    })),
    wordsBlock('plan-no-link', fill('plan.no-link')),
    {
      kind: 'progress',
      id: 'plan-progress',
      caption: fill('plan.caption'),
      groups: strategy.results_framework.map(table => ({
        title: plain(table.title),
        rows: tasks
          .filter(t => t.table.id === table.id)
          .map(({ activity, progress }) => ({ title: plain(activity.title), progress }))
      }))
    }
  ]
})

const helpSection = ({ year, values, previous }: Draft): Section => {
  const ref = (chip: string, label: Trilingual): ValueRef => ({ chip, label, ...earlier(chip, previous) })
  const pooled = pooledCodes.flatMap(code => {
    const value = [...values.values()].find(v => v.chip.startsWith(`${code}@`))
    return value ? [value] : []
  })
  // Each number's blocks of three years begin when it was first measured, so the blocks need not be the same.
  const periods = [...new Set(pooled.map(v => v.chip.split('@')[1]!))]
  const together: Block[] =
    periods.length === 0
      ? [wordsBlock('help-not-yet-pooled', fill('help.not-yet-pooled'))]
      : periods.map(period =>
          figures(
            `help-pooled-${period}`,
            fill('help.pooled', { period: period.replace('-', '–') }),
            pooled.filter(v => v.chip.endsWith(`@${period}`)).map(({ chip, label }) => ({ chip, label }))
          )
        )
  const open = indicatorCodes.filter(code => !pooledCodes.includes(code))
  return {
    id: 'help',
    title: fill('help.title'),
    blocks: [
      wordsBlock('help-intro', fill('help.intro')),
      figures(
        'help-year',
        fill('help.caption', { year }),
        open.map(code => ref(code, codeLabels[code]))
      ),
      wordsBlock('help-one-year', fill('help.one-year')),
      ...together
    ]
  }
}

const figures = (id: string, caption: Trilingual, values: readonly ValueRef[]): FiguresBlock => ({
  kind: 'figures',
  id,
  caption,
  groups: [{ values }]
})

const earlier = (chip: string, previous: ReportValues | undefined): { before?: ValueRef['before'] } => {
  const shown = previous?.get(chip)?.shown
  return shown === undefined ? {} : { before: shown }
}

const indicatorSection = ({ strategy, previous }: Draft): Section => {
  const rows = indicatorRows(strategy)
  const number = new Map(rows.map((r, i) => [r.indicator.id, i + 1]))
  const ref = (id: string, label: Trilingual, countedAs: string): ValueRef => ({
    chip: id,
    label: plain(label),
    row: number.get(id)!,
    ...earlier(id, previous),
    ...(countedAs === id
      ? {}
      : { twinOfRow: number.get(countedAs)!, note: fill('indicators.twin', { row: number.get(countedAs)! }) })
  })
  const tables = strategy.results_framework.map((table): FiguresBlock => ({
    kind: 'figures',
    id: `indicators-${table.id}`,
    caption: plain(table.title),
    groups: table.activities.map(activity => ({
      title: plain(activity.title),
      values: rows
        .filter(r => r.activity.id === activity.id)
        .map(r => ref(r.indicator.id, r.indicator, r.countedAs))
    }))
  }))
  const repeated = rows.some(r => r.countedAs !== r.indicator.id)
  return {
    id: 'indicators',
    title: fill('indicators.title'),
    blocks: [
      wordsBlock('indicators-intro', fill('indicators.intro')),
      ...(repeated ? [wordsBlock('indicators-twice', fill('indicators.twice'))] : []),
      ...tables
    ]
  }
}

const missingSection = ({ strategy, values }: Draft): Section => {
  const rows = indicatorRows(strategy)
  const missing = rows
    .map((r, i) => ({ ...r, row: i + 1 }))
    .filter(r => r.countedAs === r.indicator.id && values.get(r.indicator.id)?.shown === 'not-set')
  const whyNot = (r: (typeof missing)[number]) =>
    codeOfRow(strategy, r.indicator.id) ? 'missing.records' : 'missing.by-hand'
  const groups = (['missing.records', 'missing.by-hand'] as const)
    .map(why => ({
      title: fill(why),
      values: missing
        .filter(r => whyNot(r) === why)
        .map(r => ({ chip: r.indicator.id, label: plain(r.indicator), row: r.row }))
    }))
    .filter(g => g.values.length > 0)
  return {
    id: 'missing',
    title: fill('missing.title'),
    blocks:
      missing.length === 0
        ? [wordsBlock('missing-none', fill('missing.none'))]
        : [
            wordsBlock('missing-intro', fill('missing.intro')),
            wordsBlock('missing-targets', fill('missing.targets')),
            {
              kind: 'figures',
              id: 'missing-list',
              caption: fill('missing.caption'),
              labelsOnly: true,
              groups
            }
          ]
  }
}

const methodSection = (): Section => ({
  id: 'method',
  title: fill('method.title'),
  blocks: (['method.records', 'method.few', 'method.partners', 'method.after'] as const).map(word =>
    wordsBlock(word.replace('.', '-'), fill(word))
  )
})
