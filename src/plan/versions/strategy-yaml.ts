import { stringify } from 'yaml'
import { Strategy } from '../strategy.ts'

/** Taken out as a file that loads again as the same strategy, in the order the format is documented in. A faulty text comes out as it stands. */
export const strategyYaml = (strategy: Strategy): string => {
  // read through the schema: the database does not keep the order of keys, the schema has one
  const read = Strategy.safeParse(strategy)
  return stringify(read.success ? read.data : strategy, {
    version: '1.2',
    schema: 'core',
    lineWidth: 0,
    aliasDuplicateObjects: false
  })
}
