// docs/strategy-file.md names every key and every value of the format, and the template is the least that loads.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loadStrategy } from './load-strategy.ts'
import { Strategy } from './strategy.ts'
import { itemsOf } from './versions/items.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Names that stand in the schema: keys of objects, and the words a field may hold. */
const namesIn = (schema: unknown, found = new Set<string>()): Set<string> => {
  if (Array.isArray(schema)) schema.forEach(s => namesIn(s, found))
  else if (typeof schema === 'object' && schema !== null) {
    const { properties, enum: values } = schema as { properties?: object; enum?: unknown[] }
    for (const key of Object.keys(properties ?? {})) found.add(key)
    for (const value of values ?? []) found.add(String(value))
    Object.values(schema).forEach(s => namesIn(s, found))
  }
  return found
}

describe('the document', () => {
  const names = [...namesIn(z.toJSONSchema(Strategy))].sort()
  const document = read('docs/strategy-file.md')
  test('knows a format of many names', () => {
    expect(names.length).toBeGreaterThan(70)
    expect(names).toContain('duplicate_of')
    expect(names).toContain('whole_activity')
  })
  test.each(names)('says %s', name => expect(document).toContain(`\`${name}\``))
})

describe('the template', () => {
  const loaded = loadStrategy(read('strategy/template.yaml'))
  test('loads, and every word in it waits to be replaced', () => {
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 3)))
    const words = itemsOf(loaded.strategy).flatMap(({ fields }) =>
      [...fields].filter(([field]) => /(^|\.)(sr|en|sq)$/.test(field)).map(([, value]) => String(value))
    )
    expect(words.length).toBeGreaterThan(50)
    expect(words.filter(w => !/^\[.+\]$/.test(w))).toEqual([])
  })
})
