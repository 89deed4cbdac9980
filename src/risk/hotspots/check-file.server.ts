import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BoundaryFault, ReadBoundaries, Settled } from './boundary-file.ts'
import type { PackedAreas } from './packed.ts'

export type CheckedFile =
  | ({ ok: true; packed: PackedAreas; simplified: boolean; count: number } & Omit<ReadBoundaries, 'areas'>)
  | { ok: false; faults: BoundaryFault[] }

/** The longest anybody waits; a file that needs more was made to need more. */
const longest = 45_000
const megabytes = 768

let last: Promise<unknown> = Promise.resolve()

/** One after the other: two files at once would be twice the memory. */
export const checkFileInTurn = (bytes: Uint8Array, settlements: readonly Settled[]): Promise<CheckedFile> => {
  const mine = last.then(() => checkFile(bytes, settlements))
  last = mine.catch(() => undefined)
  return mine
}

/** Checks a file off the request's thread, bounded in time and memory. Never throws for what stands in the file. */
export const checkFile = (
  bytes: Uint8Array,
  settlements: readonly Settled[],
  most = longest
): Promise<CheckedFile> =>
  new Promise((resolve, reject) => {
    const home = process.env.FENER_HOME ?? process.cwd()
    const worker = new Worker(join(home, 'src/risk/hotspots/check-worker.server.ts'), {
      workerData: { bytes, settlements },
      resourceLimits: { maxOldGenerationSizeMb: megabytes }
    })
    const tooIntricate = () =>
      resolve({ ok: false, faults: [{ code: 'boundary.too-intricate', params: {} }] })
    const timer = setTimeout(() => {
      tooIntricate()
      void worker.terminate()
    }, most)
    worker.once('message', (checked: CheckedFile) => resolve(checked))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooIntricate() : reject(error)
    )
    worker.once('exit', code => {
      clearTimeout(timer)
      // after an answer this changes nothing
      reject(new Error(`a file was not checked to the end (${code})`))
    })
  })
