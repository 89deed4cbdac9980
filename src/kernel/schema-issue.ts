// What a schema refuses, as a message key with its place. For browsers too: it stands apart from what reads YAML.

import type { z } from 'zod'
import type { Path } from './path-text.ts'

export type NamedIssue = {
  path: Path
  code: string
  params: Record<string, string | number>
  /** Where it is seen: the value itself, its key, or what should hold it. */
  at: 'value' | 'key' | 'holder'
}

/** One issue may be about several keys. `words` are keys whose absence is a missing translation. */
export const namedIssues = (
  issue: z.core.$ZodIssue,
  value: unknown,
  words: readonly string[]
): NamedIssue[] => {
  const path = issue.path as Path
  const one = (code: string, params: NamedIssue['params'], at: NamedIssue['at'] = 'value'): NamedIssue[] => [
    { path, code, params, at }
  ]
  const key = String(path.at(-1) ?? '')
  const found = valueAt(value, path)
  const missing = found === undefined
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(k => ({ path: [...path, k], code: 'unknown-key', params: { key: k }, at: 'key' }))
  if (words.includes(key) && (missing || found === null || found === ''))
    return one('missing-word', { language: key }, missing ? 'holder' : 'value')
  if (missing) return one('missing-key', { key }, 'holder')
  if (key === 'schema' && path.length === 1) return one('wrong-schema', { found: String(found) })
  if (issue.code === 'invalid_type') return one('wrong-type', { expected: issue.expected })
  if (issue.code === 'invalid_union') return one('wrong-type', { expected: 'one-of' })
  if (issue.code === 'invalid_value')
    return one('wrong-value', { allowed: issue.values.map(String).join(', ') })
  if (issue.code === 'too_small' && Array.isArray(found) && found.length === 0) return one('empty-list', {})
  return one('wrong-format', { rule: issue.code === 'invalid_format' ? issue.format : issue.code })
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((v, key) => (v as Record<string | number, unknown> | null | undefined)?.[key], value)
