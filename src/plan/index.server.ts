// The door for what stands below the routes: rows of the plan, read by the annual report, and tasks that other parts add.
export { addTask } from './add-task.server.ts'
export { evaluationsOf } from './evaluations/read.server.ts'
export { gapFactsOf } from './gaps/stored.server.ts'
export { definitionFactsOf, definitionsOf } from './indicators/stored.server.ts'
export { storedValues, strategyOf, taskFactsOf, toldValues } from './stored.server.ts'
