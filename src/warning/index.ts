// The door for the rest of Fener; `fener detect` and `fener scan` read tables through `input/`.
export { chanceOfRun, type BayesParams } from './surveillance/bayes.ts'
export { byDate } from './surveillance/calendar.ts'
export { detect, type Detection } from './surveillance/detect.ts'
export type { Series, Verdict } from './surveillance/series.ts'
