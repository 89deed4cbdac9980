// What a fault in a YAML file may say it expected or found; each has a word (`fault-kind.…` in `locales/desk`).
export const faultKinds = [
  'institution',
  'law',
  'task',
  'indicator',
  'activity',
  'other',
  'any',
  'string',
  'number',
  'int',
  'boolean',
  'array',
  'object',
  'record',
  'null',
  'one-of'
] as const

export const isFaultKind = (name: unknown): name is (typeof faultKinds)[number] =>
  (faultKinds as readonly unknown[]).includes(name)
