// The door for the scripts of the public pages: nothing behind it carries zod.
export * from './professionals/answers.ts'
export type * from './professionals/referral.ts'
