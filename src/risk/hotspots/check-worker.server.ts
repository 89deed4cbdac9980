// Runs in a thread of its own: ten megabytes of borders never hold up a request.
import { parentPort, workerData } from 'node:worker_threads'
import { readBoundaryFile, type Settled } from './boundary-file.ts'
import { pack } from './packed.ts'

const { bytes, settlements } = workerData as { bytes: Uint8Array; settlements: Settled[] }
const read = readBoundaryFile(bytes, settlements)
if (read.ok) {
  const { areas, ...said } = read
  parentPort!.postMessage({ ...said, ...pack(areas), count: areas.length })
} else parentPort!.postMessage(read)
