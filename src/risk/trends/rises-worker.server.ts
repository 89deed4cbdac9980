// Runs in a thread of its own: years of counts of every place and kind never hold up a request.
import { parentPort, workerData } from 'node:worker_threads'
import { risesWorthAnAlert, type Watched } from './rises.ts'

parentPort!.postMessage({ answer: risesWorthAnAlert(workerData as Watched[]) })
