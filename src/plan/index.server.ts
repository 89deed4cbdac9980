// The door for what stands below the routes: rows of the plan, read by the annual report.
export {
  definitionFactsOf,
  definitionsOf,
  gapFactsOf,
  storedValues,
  strategyOf,
  taskFactsOf,
  toldValues
} from './stored.server.ts'
