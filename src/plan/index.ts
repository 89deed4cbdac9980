// The door of `plan`: what other capabilities may import without touching the world.
export * from './indicator.ts'
export * from './indicator-codes.ts'
export * from './load-strategy.ts'
export * from './rows.ts'
export * from './strategy.ts'
export * from './tasks.ts'
export * from './value.ts'
export * from './values-due.ts'
