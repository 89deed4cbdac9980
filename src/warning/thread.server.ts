import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export type Progress = (done: number, of: number) => void

/**
 * Answers off the caller's thread: `file` (from the root of the sources) is handed `question` as its workerData and posts
 * `{ answer }` once, and `{ done, of }` as often as it likes. `signal` stops it at once, and then the promise is rejected with the
 * signal's reason.
 */
export const inThread = <Answer>(
  file: string,
  question: unknown,
  { progress, signal }: { progress?: Progress; signal?: AbortSignal } = {}
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    // By the folder of the sources and not by this file's own address: the built server is one bundle, and Node reads
    // the sources beside it without a build
    const home = process.env.FENER_HOME ?? process.cwd()
    const worker = new Worker(join(home, file), { workerData: question })
    const stop = () => {
      void worker.terminate()
      reject(signal!.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: { done: number; of: number } | { answer: Answer }) => {
      if ('answer' in message) resolve(message.answer)
      else progress?.(message.done, message.of)
    })
    worker.on('error', reject)
    worker.on('exit', code => {
      signal?.removeEventListener('abort', stop)
      // after an answer this changes nothing
      reject(new Error(`the thread ended without an answer (${code})`))
    })
  })
