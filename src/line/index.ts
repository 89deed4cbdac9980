// The door: what other capabilities may import.
export * from './call-back.ts'
export * from './duty.ts'
export * from './hours.ts'
