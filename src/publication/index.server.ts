export { findReportToApprove } from './read-report.server.ts'
