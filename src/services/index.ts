// The door: what other capabilities may import.
export * from './day.ts'
export * from './directory.ts'
export * from './kinds-of-help.ts'
export * from './programmes.ts'
export * from './referral.ts'
export * from './referral-packet.ts'
export * from './empty-packet.ts'
