// The system's first draft of the annual report. It says what was promised, what is done, what was counted and what was not;
// it does not judge and does not thank. People edit the words; the numbers stay locked.

import type { Trilingual } from '#kernel/locale.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import type { Day } from '#kernel/period.ts'
import {
  type ActivityProgress,
  codeOfRow,
  type IndicatorCode,
  indicatorCodes,
  indicatorRows,
  pooledCodes,
  type Strategy,
  type Target
} from '#plan/index.ts'
import type { Block, FiguresBlock, PlacesBlock, Section, SeriesBlock, ValueRef } from './blocks.ts'
import {
  evaluationsSection,
  isMeetingCode,
  meetingsSection,
  moneySection,
  plain,
  tasksSection,
  wordsBlock,
  type ReportEvaluation,
  type ReportTask
} from './draft-parts.ts'
import type { ReportValues } from './report-values.ts'
import { codeLabels, fill } from './words.ts'

export type Draft = {
  strategy: Strategy
  network: NetworkProfile
  year: number
  today: Day
  /** Protected for the public: see gatherValues. */
  values: ReportValues
  progress: readonly ActivityProgress[]
  tasks: readonly ReportTask[]
  /** Of each code and printed row what was to be reached this year. */
  targets?: ReadonlyMap<string, Target>
  evaluations?: readonly ReportEvaluation[]
  places?: Omit<PlacesBlock, 'kind' | 'id' | 'caption'>
  /** The years before as their reports showed them, or as they would be shown now; the newest last. */
  years?: readonly { year: number; values: ReportValues }[]
}

export const draftReport = (draft: Draft): { year: number; sections: Section[] } => ({
  year: draft.year,
  sections: [
    shortSection(draft),
    planSection(draft),
    tasksSection(draft.year, draft.tasks, draft.today),
    moneySection(draft.tasks, draft.network.currency),
    helpSection(draft),
    meetingsSection(draft.year, draft.values, chip => earlier(chip, previousOf(draft))),
    indicatorSection(draft),
    evaluationsSection(draft.year, draft.evaluations ?? []),
    missingSection(draft),
    methodSection()
  ]
})

const previousOf = ({ year, years = [] }: Draft): ReportValues | undefined =>
  years.find(y => y.year === year - 1)?.values

const shortSection = ({ network, year, today }: Draft): Section => ({
  id: 'short',
  title: fill('short.title'),
  blocks: [
    wordsBlock(
      'short-who',
      fill('short.who', { municipality: network.name, network: network.network_name, year })
    ),
    ...(today <= `${year}-12-31` ? [wordsBlock('short-not-over', fill('short.not-over'))] : []),
    wordsBlock('short-tasks', fill('short.tasks')),
    wordsBlock('short-reports', fill('short.reports')),
    wordsBlock('short-indicators', fill('short.indicators'))
  ]
})

const planSection = ({ strategy, progress }: Draft): Section => ({
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
        rows: progress
          .filter(t => t.table.id === table.id)
          .map(({ activity, progress }) => ({ title: plain(activity.title), progress }))
      }))
    }
  ]
})

const helpSection = (draft: Draft): Section => {
  const { year, values, places } = draft
  const previous = previousOf(draft)
  const ref = (chip: string, label: Trilingual): ValueRef => ({ chip, label, ...earlier(chip, previous) })
  const pooled = pooledCodes.filter(isOfHelp).flatMap(code => {
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
  const open = indicatorCodes.filter(code => !pooledCodes.includes(code) && isOfHelp(code))
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
      ...seriesOf(draft),
      ...(places
        ? [
            {
              kind: 'places' as const,
              id: 'help-places',
              caption: fill('places.caption', { year }),
              ...places
            }
          ]
        : []),
      wordsBlock('help-one-year', fill('help.one-year')),
      ...together
    ]
  }
}

const isOfHelp = (code: IndicatorCode): boolean => !isMeetingCode(code)

/** Counts that may be shown for one year, drawn when two years have one. */
const seriesCodes: readonly IndicatorCode[] = [
  'reports-received',
  'early-risks-recognised',
  'migrants-profiled'
]
const seriesOf = ({ values, years = [] }: Draft): SeriesBlock[] => {
  const lines = seriesCodes.flatMap(code => {
    const before = years.flatMap(({ year, values: then }) => {
      const shown = then.get(code)?.shown
      return shown === undefined || shown === 'not-set' ? [] : [{ year, shown }]
    })
    const now = values.get(code)?.shown
    return before.length > 0 && now !== undefined && now !== 'not-set'
      ? [{ chip: code, label: codeLabels[code], before }]
      : []
  })
  return lines.length === 0
    ? []
    : [{ kind: 'series', id: 'help-series', caption: fill('series.caption'), lines }]
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

const indicatorSection = (draft: Draft): Section => {
  const { strategy, targets } = draft
  const previous = previousOf(draft)
  const rows = indicatorRows(strategy)
  const number = new Map(rows.map((r, i) => [r.indicator.id, i + 1]))
  const target = (id: string): { target?: Target } => {
    const found = targets?.get(codeOfRow(strategy, id) ?? id)
    return found ? { target: found } : {}
  }
  const ref = (id: string, label: Trilingual, countedAs: string): ValueRef => ({
    chip: id,
    label: plain(label),
    row: number.get(id)!,
    ...earlier(id, previous),
    ...target(countedAs),
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

const missingSection = ({ strategy, values, targets }: Draft): Section => {
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
            ...(targets?.size ? [] : [wordsBlock('missing-targets', fill('missing.targets'))]),
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
