// Runs in a thread of its own: thousands of replicates never hold up a request.
import { parentPort, workerData } from 'node:worker_threads'
import { answerScan } from '../input/places-answer.ts'
import type { ScanQuestion } from '../input/places.ts'

const answer = answerScan(workerData as ScanQuestion, (done, of) => parentPort!.postMessage({ done, of }))
parentPort!.postMessage({ answer })
