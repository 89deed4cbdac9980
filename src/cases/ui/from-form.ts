// From what a form holds (strings) to what a fact takes: codes, whole cents, days; nothing for what was left open. And back again.
import type { FactField } from './fact-fields.ts'

/** `12,50` and `12.50` are twelve and a half; undefined for what is no amount. */
export const centsFrom = (typed: string): number | undefined => {
  const found = /^\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*$/.exec(typed)
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0) : undefined
}

const firstOf = (field: FactField): string => (field.is === 'choice' && !field.open && field.codes[0]) || ''

export const fromForm = (
  fields: readonly FactField[],
  values: Readonly<Record<string, string | string[]>>,
  language: string
): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const value = values[field.field]
      if (field.is === 'many') return [[field.field, Array.isArray(value) ? value : []]]
      const typed = typeof value === 'string' && value !== '' ? value : firstOf(field)
      if (field.is === 'language') return [[field.field, typed || language.slice(0, 2)]]
      if (field.is === 'version') return [[field.field, typed || '1']]
      if (typed === '') return []
      if (field.is === 'money') return [[field.field, centsFrom(typed)]]
      return [[field.field, field.field === 'granted' ? typed === 'true' : typed]]
    })
  )

export const centsTyped = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',')

/** A fact as the form holds it. */
export const toForm = (fields: readonly FactField[], fact: object): Record<string, string | string[]> =>
  Object.fromEntries(
    fields.map(field => {
      const value = (fact as Record<string, unknown>)[field.field]
      if (field.is === 'many') return [field.field, [...((value as string[] | undefined) ?? [])]]
      if (value === undefined) return [field.field, '']
      return [field.field, field.is === 'money' ? centsTyped(Number(value)) : String(value)]
    })
  )
