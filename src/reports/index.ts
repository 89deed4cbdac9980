// The door: what other capabilities may import.
export * from './assessment.ts'
export * from './code-words.ts'
export * from './deadlines.ts'
export * from './delphi.ts'
export * from './facts.ts'
export * from './observations.ts'
export * from './read-indicators.ts'
export * from './report.ts'
