// One indicator under whatever name it is asked for: a row of the tables, its twin, or a code.

import type { Sensitive } from '#kernel/small-numbers.ts'
import {
  codeOfRow,
  computable,
  isIndicatorCode,
  sensitivityOfRow,
  type IndicatorCode
} from '../indicator-codes.ts'
import { indicatorRows, type IndicatorRow } from '../rows.ts'
import type { Strategy } from '../strategy.ts'
import type { ValueKind } from '../value.ts'

export type Which = {
  /** Under which its values and its definition are kept: the code that counts it, or the row that is not a twin. */
  key: string
  code: IndicatorCode | null
  row: IndicatorRow | null
  kind: ValueKind
  of: Sensitive
}

export const whichIndicator = (strategy: Strategy, id: string): Which | undefined => {
  const asked = indicatorRows(strategy).find(r => r.indicator.id === id)
  if (asked) {
    const row = indicatorRows(strategy).find(r => r.indicator.id === asked.countedAs)!
    const code = codeOfRow(strategy, id) ?? null
    return {
      key: code ?? row.indicator.id,
      code,
      row,
      kind: row.indicator.kind,
      of: sensitivityOfRow(strategy, id)
    }
  }
  if (!isIndicatorCode(id)) return undefined
  const row = indicatorRows(strategy).find(r => r.countedAs === r.indicator.id && codeOfRow(strategy, r.indicator.id) === id) // prettier-ignore
  return { key: id, code: id, row: row ?? null, kind: computable[id].kind, of: computable[id].sensitive }
}
