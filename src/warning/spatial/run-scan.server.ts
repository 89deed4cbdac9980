import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ScanQuestion } from '../input/places.ts'
import type { Progress } from './replicates.ts'

/**
 * Answers off the caller's thread. `progress` hears how far it is, about a hundred times; `signal` stops it at once, and then
 * the promise is rejected with the signal's reason.
 */
export const runScan = (
  question: ScanQuestion,
  { progress, signal }: { progress?: Progress; signal?: AbortSignal } = {}
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    // By the folder of the sources and not by this file's own address: the built server is one bundle, and Node reads
    // the sources beside it without a build
    const home = process.env.FENER_HOME ?? process.cwd()
    const worker = new Worker(join(home, 'src/warning/spatial/scan-worker.server.ts'), {
      workerData: question
    })
    const stop = () => {
      void worker.terminate()
      reject(signal!.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: { done: number; of: number } | { answer: unknown }) => {
      if ('answer' in message) resolve(message.answer)
      else progress?.(message.done, message.of)
    })
    worker.on('error', reject)
    worker.on('exit', code => {
      signal?.removeEventListener('abort', stop)
      // after an answer this changes nothing
      reject(new Error(`the scan ended without an answer (${code})`))
    })
  })
