// How periods, targets and lights of indicators are said.
import { periodCode } from '#kernel/period.ts'
import { formatMonth, formatNumber } from '#locales/format.ts'
import { language, t, tt } from '#locales/t.svelte.ts'
import type { Light, Movement, Target, ValueKind } from '../index.ts'
/** 2026 · 2nd quarter of 2026 · April 2026. */
export const sayPeriod = (code: string): string => {
  const [year = '', part] = code.split('-')
  if (!part) return year
  if (part.length === 4) return code.replace('-', '–')
  if (part.startsWith('H')) return t('measured.of.half-year', { n: part.slice(1), year })
  if (part.startsWith('Q')) return t('measured.of.quarter', { n: part.slice(1), year })
  return formatMonth(language(), code)
}

export const sayNumber = (n: number, kind: ValueKind | null): string =>
  `${formatNumber(language(), n, Number.isInteger(n) ? 0 : 1)}${kind === 'percent' ? '\u00a0%' : ''}`

export const sayTarget = (target: Target, kind: ValueKind | null): string =>
  target.at === 'yes' ? t('target.yes') : tt(`target.${target.at}`, { n: sayNumber(target.number, kind) })

export const sayLight = (light: Light, kind: ValueKind | null): string =>
  tt(
    light.rule,
    Object.fromEntries(Object.entries(light.params).map(([key, n]) => [key, sayNumber(n, kind)]))
  )

export const chipOfLight = {
  reached: 'done',
  'on-the-way': 'due',
  behind: 'late',
  none: 'plain'
} as const satisfies Record<Light['light'], string>

export const sayMovement = ({ rule, now, then }: Movement, kind: ValueKind): string =>
  tt(rule, {
    now: now ? sayNumber(now.number, kind) : '',
    then: then ? sayNumber(then.number, kind) : '',
    period: now ? sayPeriod(periodCode(now.period)) : '',
    before: then ? sayPeriod(periodCode(then.period)) : ''
  })

/** A reason that the machine gave is a key; one of a person is words. */
export const sayReason = (reason: string): string =>
  reason.startsWith('value-reason.') ? tt(reason) : reason
