// Sections of the first draft that tell what people did: tasks, money, meetings, evaluations. As it stood on the day of the draft.

import type { Trilingual } from '#kernel/locale.ts'
import type { Day } from '#kernel/period.ts'
import { formatDate } from '#locales/format.ts'
import {
  foldTask,
  pooledCodes,
  type Activity,
  type IndicatorCode,
  type Strategy,
  type TaskFact,
  type TaskState
} from '#plan/index.ts'
import type { Block, FiguresBlock, Section, TableBlock, WordsBlock, Written } from './blocks.ts'
import type { ReportValues } from './report-values.ts'
import { formatNumber } from './shown-value.ts'
import { codeLabels, fill } from './words.ts'

export const wordsBlock = (id: string, text: Trilingual): WordsBlock => ({
  kind: 'words',
  id,
  text,
  stale: []
})
export const plain = ({ sr, sq, en }: Trilingual): Trilingual => ({ sr, sq, en })
export const onDay = (day: Day): Trilingual => ({
  sr: formatDate('sr-Latn', day),
  sq: formatDate('sq', day),
  en: formatDate('en', day)
})

/** An evaluation of the year, as whoever keeps evaluations tells it. */
export type ReportEvaluation = {
  id: string
  title: Trilingual
  findings: Trilingual
  recommendations: readonly Trilingual[]
  response: Trilingual | null
}
/** What the report says of a task. */
export type ReportTask = {
  activity: Activity
  words: Trilingual
  status: TaskState['status']
  doneOn: Day | undefined
  deadline: Day | undefined
  /** Undefined is not set. */
  cents: number | undefined
  /** Addresses of evidence that anyone can open. */
  addresses: readonly string[]
  lateBecause?: Trilingual
}

const addressesIn = /https:\/\/[^\s<>"]+/g

export const tasksOf = (
  strategy: Strategy,
  facts: ReadonlyMap<string, readonly TaskFact[]>,
  today: Day
): ReportTask[] =>
  strategy.results_framework.flatMap(table =>
    table.activities.flatMap(activity =>
      activity.tasks.map(task => {
        const { status, doneOn, deadline, budget, evidence, lateBecause } = foldTask(
          facts.get(task.id) ?? [],
          today
        )
        return {
          activity,
          words: plain(task),
          status,
          doneOn,
          deadline,
          cents: budget?.cents,
          addresses: evidence.flatMap(e => [
            ...(e.address ? [e.address] : []),
            ...(e.words.match(addressesIn) ?? [])
          ]),
          ...(lateBecause ? { lateBecause: plain(lateBecause.words) } : {})
        }
      })
    )
  )

type Column = TableBlock['columns'][number]
const column = (word: Parameters<typeof fill>[0], align: Column['align'] = 'start'): Column => ({
  title: fill(word),
  align
})

/** By activity, in the strategy's order; an activity without a row is left out. */
const byActivity = (
  tasks: readonly ReportTask[],
  row: (task: ReportTask) => Written[]
): TableBlock['groups'] => {
  const activities = [...new Set(tasks.map(t => t.activity))]
  return activities.map(activity => ({
    title: plain(activity.title),
    rows: tasks.filter(t => t.activity === activity).map(row)
  }))
}

export const tasksSection = (year: number, tasks: readonly ReportTask[], today: Day): Section => {
  const done = tasks.filter(t => t.doneOn?.startsWith(`${year}-`))
  const late = tasks.filter(t => t.status === 'late')
  const without = tasks.filter(t => t.deadline === undefined && t.status !== 'done').length
  return {
    id: 'tasks',
    title: fill('tasks.title'),
    blocks: [
      wordsBlock('tasks-intro', fill('tasks.intro', { date: onDay(today) })),
      done.length === 0
        ? wordsBlock('tasks-none-done', fill('tasks.none-done', { year }))
        : {
            kind: 'table',
            id: 'tasks-done',
            caption: fill('tasks.done', { year }),
            columns: [column('column.task'), column('column.done-on'), column('column.evidence')],
            groups: byActivity(done, ({ words, doneOn, addresses }) => [
              { text: words },
              { text: onDay(doneOn!) },
              { text: evidenceFor(addresses) }
            ])
          },
      late.length === 0
        ? wordsBlock('tasks-none-late', fill('tasks.none-late', { n: without }))
        : {
            kind: 'table',
            id: 'tasks-late',
            caption: fill('tasks.late'),
            columns: [column('column.task'), column('column.deadline'), column('column.why')],
            groups: byActivity(late, ({ words, deadline, lateBecause }) => [
              { text: words },
              { text: onDay(deadline!) },
              { text: lateBecause ?? fill('tasks.no-reason') }
            ])
          }
    ]
  }
}

/** An address anyone can open is printed; other evidence may name people and stays on file. */
const evidenceFor = (addresses: readonly string[]): Trilingual | string =>
  addresses.length > 0 ? [...new Set(addresses)].join(' ') : fill('tasks.evidence-kept')

export const moneySection = (tasks: readonly ReportTask[], currency: string): Section => {
  const activities = [...new Set(tasks.map(t => t.activity))]
  const row = (mine: readonly ReportTask[]): Written[] => {
    const set = mine.flatMap(t => (t.cents === undefined ? [] : [t.cents]))
    return [
      { text: fill('money.of', { n: set.length, all: mine.length }) },
      { text: set.length === 0 ? fill('money.not-set') : amount(sum(set), currency) }
    ]
  }
  return {
    id: 'money',
    title: fill('money.title'),
    blocks: [
      wordsBlock('money-intro', fill('money.intro')),
      {
        kind: 'table',
        id: 'money-by-activity',
        caption: fill('money.caption'),
        columns: [
          column('column.activity'),
          column('column.tasks-with-money', 'end'),
          column('column.amount', 'end')
        ],
        groups: [
          {
            rows: [
              ...activities.map(activity => [
                { text: plain(activity.title) },
                ...row(tasks.filter(t => t.activity === activity))
              ]),
              [{ text: fill('column.total') }, ...row(tasks)]
            ]
          }
        ]
      }
    ]
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0)
const amount = (cents: number, currency: string): Trilingual => {
  const say = (locale: 'sr-Latn' | 'sq' | 'en') => {
    const [whole, part] = (cents / 100).toFixed(2).split('.') as [string, string]
    return `${formatNumber(Number(whole), locale)}${locale === 'en' ? '.' : ','}${part}\u00a0${currency === 'EUR' ? '€' : currency}`
  }
  return { sr: say('sr-Latn'), sq: say('sq'), en: say('en') }
}

/** What the network did besides reports and help; those about people's cases only for three years together. */
const meetingCodes: readonly IndicatorCode[] = [
  'working-group-formed',
  'working-group-decisions',
  'risk-matrix-adopted',
  'questionnaires-created',
  'migrants-profiled',
  'migrants-informed',
  'case-conferences-held'
]
export const isMeetingCode = (code: IndicatorCode): boolean => meetingCodes.includes(code)

export const meetingsSection = (
  year: number,
  values: ReportValues,
  before: (chip: string) => { before?: FiguresBlock['groups'][number]['values'][number]['before'] }
): Section => {
  const pooled = meetingCodes.flatMap(code => {
    const value = [...values.values()].find(v => v.chip.startsWith(`${code}@`))
    return value ? [value] : []
  })
  const open = meetingCodes.filter(code => !pooledCodes.includes(code))
  const together = pooled.map((v): Block => ({
    kind: 'figures',
    id: `meetings-pooled-${v.chip.replace('@', '-')}`,
    caption: fill('help.pooled', { period: v.chip.split('@')[1]!.replace('-', '–') }),
    groups: [{ values: [{ chip: v.chip, label: v.label }] }]
  }))
  return {
    id: 'meetings',
    title: fill('meetings.title'),
    blocks: [
      wordsBlock('meetings-intro', fill('meetings.intro')),
      {
        kind: 'figures',
        id: 'meetings-year',
        caption: fill('meetings.caption', { year }),
        groups: [{ values: open.map(code => ({ chip: code, label: codeLabels[code], ...before(code) })) }]
      },
      ...together
    ]
  }
}

export const evaluationsSection = (year: number, evaluations: readonly ReportEvaluation[]): Section => ({
  id: 'evaluations',
  title: fill('evaluations.title'),
  blocks:
    evaluations.length === 0
      ? [wordsBlock('evaluations-none', fill('evaluations.none', { year }))]
      : evaluations.map(e => ({
          ...wordsBlock(
            `evaluation-${e.id}`,
            unlocked(
              fill('evaluations.text', {
                findings: e.findings,
                recommendations: numbered(e.recommendations),
                response: e.response ?? { sr: '–', sq: '–', en: '–' }
              })
            )
          ),
          lead: plain(e.title)
        }))
})

const numbered = (all: readonly Trilingual[]): Trilingual => {
  const list = (l: keyof Trilingual) => all.map((r, i) => `(${i + 1}) ${r[l]}`).join(' ') || '–'
  return { sr: list('sr'), sq: list('sq'), en: list('en') }
}
/** Words from elsewhere hold no chips of this report. */
const unlocked = ({ sr, sq, en }: Trilingual): Trilingual => {
  const plainText = (text: string) => text.replace(/\[\[|\]\]/g, '')
  return { sr: plainText(sr), sq: plainText(sq), en: plainText(en) }
}
