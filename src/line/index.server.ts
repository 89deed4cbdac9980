// The door for what other parts of the house may call.
export { lineIndicators } from './indicators.server.ts'
export { findLine, type Line } from './number.server.ts'
export { eraseEndedCalls } from './erase-ended.server.ts'
export { callsOfReports } from './erase-with-report.server.ts'
export { listCalls } from './call-backs.server.ts'
export { listDuty } from './duty.server.ts'
export { callSeries } from './series.server.ts'
