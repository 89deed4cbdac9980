// The door for the telephone line: a call, a letter and a visit become reports like any other.
export { answeredBy, keepEnvelope, SealedReport } from './arrive.server.ts'
export type { Beside } from './erase-ended.server.ts'
export { periodsOf } from './periods.server.ts'
export { appendFacts, factsOf } from './report-facts.server.ts'
export { sealedDigest } from './filing.ts'
