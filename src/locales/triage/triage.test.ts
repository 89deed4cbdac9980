// Every code the desk can show has its words.
import { expect, test } from 'vitest'
import * as reports from '#reports/index.ts'
import { likenessGrounds } from '#reports/likeness.ts'
import { handedParts } from '#reports/subject.ts'
import { triage } from './index.ts'

const words: Record<string, string> = triage['sr-Latn']
const under = (prefix: string, codes: readonly string[]) => codes.map(code => `${prefix}.${code}`)

test('every code has its words', () => {
  const wanted = [
    ...under('mask-reason', reports.maskReasons),
    ...under('link-reason', reports.linkReasons),
    ...under('unlink-reason', reports.unlinkReasons),
    ...under('keep-reason', reports.keepReasons),
    ...under('body', reports.bodies),
    ...under('follow-status', reports.followStatuses),
    ...under('follow-step', reports.followKinds),
    ...under('way', reports.handOverWays),
    ...under('body-result', reports.bodyResults),
    ...under('drop-reason', reports.dropReasons),
    ...under('likeness', likenessGrounds),
    ...under('handed', handedParts),
    ...under('period', reports.periodNames),
    ...under('period-basis', reports.periodNames),
    ...under('period.unit', reports.periodUnits),
    ...under('period.length', reports.periodUnits)
  ]
  expect(wanted.filter(key => !words[key])).toEqual([])
})
