import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withAddedTasks, type AddedTask } from './added-task.ts'
import { loadStrategy } from './load-strategy.ts'
import { taskRows } from './rows.ts'
import { progressOfStrategy } from './tasks.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded
const task = (over: Partial<AddedTask> = {}): AddedTask => ({
  id: 'added-0123456789ab',
  activity: 'b3',
  words: { sr: 'Obuka', sq: 'Trajnim', en: 'Training' },
  from: { kind: 'gap', id: 'jaz-05' },
  on: '2026-05-01',
  by: 'jelena',
  ...over
})

test('stands last in its activity, counts, and leaves the text as it was', () => {
  const before = JSON.stringify(strategy)
  const plan = withAddedTasks(strategy, [task()])
  const rows = taskRows(plan)
  expect(rows).toHaveLength(25)
  expect(rows.filter(r => r.activity.id === 'b3').at(-1)?.task).toMatchObject({
    id: 'added-0123456789ab',
    no: null,
    en: 'Training',
    added: { on: '2026-05-01', from: { kind: 'gap', id: 'jaz-05' } }
  })
  expect(progressOfStrategy(plan, new Map(), '2026-06-01')['not-begun']).toBe(25)
  expect(JSON.stringify(strategy)).toBe(before)
})

test('once the text prints it, it stands there alone; without its activity it stands nowhere', () => {
  const printed = strategy.results_framework[0]!.activities[0]!.tasks[0]!.id
  const adopted = withAddedTasks(strategy, [task({ id: printed, activity: 'a1' }), task({ activity: 'z9' })])
  expect(taskRows(adopted)).toHaveLength(24)
})
