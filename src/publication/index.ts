// The door: what another document on its way out is made with (the situation brief of early warning).
export { changesBetween } from './annual-report/changes.ts'
export type { Block, PlacesBlock, Section, WordsBlock } from './annual-report/blocks.ts'
export { reportHtml } from './annual-report/html.ts'
export type { ReportTree } from './annual-report/tree.ts'
export { checkWords } from './annual-report/report-text.ts'
export { hideSmallChange, type ReportValue, type ReportValues } from './annual-report/report-values.ts'
export {
  foldReport,
  refuseReportFact,
  type AnnualReport,
  type ReportFact,
  type ReportRefusal
} from './annual-report/report.ts'
export { sayValue } from './annual-report/shown-value.ts'
