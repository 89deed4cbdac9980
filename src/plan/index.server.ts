// The door for what stands below the routes: rows of the plan, read by the annual report.
export { storedValues, strategyOf, taskFactsOf } from './stored.server.ts'
