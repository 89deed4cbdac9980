// The door for other capabilities, server side.
export { listCaseManagers, NewCase, openCaseInside, type CaseManager } from './open-case.server.ts'
export { filesWithDecision, partBytes } from './limits.ts'
export { listCases, type CaseLine } from './list-cases.server.ts'
export { MatchToken, outerToken } from './match-tokens.server.ts'
export { countUnanswered } from './meetings.server.ts'
export {
  leavingAlone,
  listOrphaned,
  orphanedBy,
  seeLeftOpen,
  type LeftBehind
} from './together/left-open.server.ts'
export { listEnding } from './list-ending.server.ts'
export { keptFor, periodHistory } from './periods.server.ts'
export { eraseEndedCases, tablesWithCases } from './erase-ended.server.ts'
export { indicators as caseIndicators } from './indicators.server.ts'
export { caseSeries } from './series.server.ts'
