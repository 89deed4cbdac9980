export { reportPdf } from './annual-report/pdf.server.ts'
export { findReportToApprove } from './read-report.server.ts'
