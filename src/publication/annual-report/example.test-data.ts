// One worked example for the tests beside: Ranilug's strategy with values of 2024 to 2026.

import { readFileSync } from 'node:fs'
import { year, years, type Period } from '#kernel/period.ts'
import { loadNetworkProfile } from '#kernel/network-profile.ts'
import {
  loadStrategy,
  progressByActivity,
  type IndicatorValue,
  type StoredValue,
  type TaskFact
} from '#plan/index.ts'
import { draftReport, type Draft } from './draft.ts'
import { tasksOf } from './draft-parts.ts'
import { gatherValues, type ReportValues } from './report-values.ts'

const read = (name: string): string =>
  readFileSync(new URL(`../../../strategy/${name}.yaml`, import.meta.url), 'utf8')
const loaded = loadStrategy(read('ranilug-2024'))
const profile = loadNetworkProfile(read('ranilug-network'))
if (!loaded.ok || !profile.ok) throw new Error('the shipped files do not load')

export const strategy = loaded.strategy
export const network = profile.profile

let next = 0
export const stored = (indicator: string, period: Period, value: IndicatorValue): StoredValue => ({
  id: `v${++next}`,
  indicator,
  period,
  value,
  takenAt: '2027-01-02T01:00:00Z',
  source: { from: 'records', version: 1 }
})
export const count = (value: number | null): IndicatorValue => ({
  kind: 'count',
  value,
  breakdown: [],
  counted: value ?? 0
})
const share = (numerator: number, denominator: number): IndicatorValue => ({
  kind: 'percent',
  numerator,
  denominator,
  breakdown: [],
  counted: denominator
})

const three = years(2024, 2026)
export const storedValues: StoredValue[] = [
  stored('reports-received', year(2026), count(1234)),
  stored('reports-answered-in-time', year(2026), share(1105, 1220)),
  stored('reporting-line-available', year(2026), { kind: 'yes_no', value: true, counted: 1 }),
  ...[2024, 2025, 2026].flatMap(y => [
    stored('cases-opened', year(y), count(6)),
    stored('victims-identified', year(y), count(1)),
    stored('referrals-sent', year(y), count(9)),
    stored('referrals-accepted', year(y), count(8))
  ]),
  stored('cases-opened', three, count(18)),
  stored('victims-identified', three, count(3)),
  stored('referrals-sent', three, count(27)),
  stored('referrals-accepted', three, count(24)),
  stored('migrants-profiled', year(2026), count(212)),
  stored('early-risks-recognised', year(2026), count(2)),
  stored('a1-p2', year(2026), count(3)),
  stored('a1-p1', year(2026), { kind: 'yes_no', value: true, counted: 0 }),
  stored('b1-p4', year(2026), count(41)),
  stored('b2-p2', year(2026), {
    kind: 'qualitative',
    value: {
      sr: 'Dve emisije imaju dobru ocenu slušalaca.',
      sq: 'Dy emisione kanë vlerësim të mirë nga dëgjuesit.',
      en: 'Listeners rated two programmes well.'
    },
    counted: 0
  }),
  stored('reports-received', year(2025), count(980))
]

const at = { on: '2026-03-01', by: 'ana' }
const done: TaskFact[] = [
  { ...at, kind: 'evidence-added', evidence: 'file' },
  { ...at, kind: 'task-done' }
]
const taskFacts = new Map<string, TaskFact[]>([
  ['a1-z1', done],
  ['c1-z1', done],
  ['c1-z2', [{ ...at, kind: 'progress-recorded', words: 'drafted' }]],
  [
    'b1-z5',
    [
      { ...at, kind: 'deadline-set', deadline: '2026-06-30' },
      { ...at, kind: 'budget-set', cents: 123_456 }
    ]
  ]
])
const today = '2026-12-31'
export const progress = progressByActivity(strategy, taskFacts, today)
export const tasks = tasksOf(strategy, taskFacts, today)

export const draftOf = (values: ReportValues, more: Partial<Draft> = {}) =>
  draftReport({ strategy, network, year: 2026, today, values, progress, tasks, ...more })

export const valuesOf = (y: number) =>
  gatherValues({ strategy, year: y, stored: storedValues, progress, audience: 'public' })

/** Enough of the rule for tests; the real one with its exceptions is in `locales/`. */
export const toCyrillic = (latin: string): string =>
  latin
    .replace(/Lj|LJ/g, 'Љ')
    .replace(/Nj|NJ/g, 'Њ')
    .replace(/Dž|DŽ/g, 'Џ')
    .replace(/lj/g, 'љ')
    .replace(/nj/g, 'њ')
    .replace(/dž/g, 'џ')
    .replace(/[a-zčćšžđA-ZČĆŠŽĐ]/g, c => letters[c] ?? c)
const latin = 'abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ'
const cyrillic = 'абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ'
const letters: Record<string, string> = Object.fromEntries([...latin].map((c, i) => [c, [...cyrillic][i]!]))
