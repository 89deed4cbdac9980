import library from '@embedpdf/pdfium/pdfium.wasm?url'
import type { Answered, Asked } from './pdf-worker.client.ts'

export type Pdf = {
  readonly pages: number
  /** Throws when a page cannot be drawn, or takes too long; the drawing is then over. */
  draw(page: number, width: number): Promise<ImageData>
  close(): void
}

const patience = 20_000

/** Throws when the file is no PDF that can be drawn without a password. Close it, or the worker stays. */
export const openPdf = async (bytes: Uint8Array): Promise<Pdf> => {
  // The page fetches the library: the worker may ask the network for nothing.
  const response = await fetch(library)
  if (!response.ok) throw new Error('pdf library')
  const wasm = await response.arrayBuffer()
  const worker = new Worker(new URL('./pdf-worker.client.ts', import.meta.url), { type: 'module' })
  const ask = (asked: Asked, transfer: ArrayBuffer[] = []) =>
    new Promise<Exclude<Answered, { failed: true }>>((resolve, reject) => {
      const end = () => (worker.terminate(), reject(new Error('pdf')))
      const timer = setTimeout(end, patience)
      worker.onerror = end
      worker.onmessage = ({ data }: MessageEvent<Answered>) => {
        clearTimeout(timer)
        if ('failed' in data) end()
        else resolve(data)
      }
      worker.postMessage(asked, transfer)
    })
  const file = bytes.slice().buffer as ArrayBuffer
  const opened = await ask({ wasm, file }, [wasm, file])
  // one page after the other
  let last: Promise<unknown> = Promise.resolve()
  return {
    pages: 'pages' in opened ? opened.pages : 0,
    draw: (page, width) => {
      const drawn = last
        .catch(() => {})
        .then(() => ask({ page, width }))
        .then(answer => {
          if (!('pixels' in answer)) throw new Error('pdf')
          return new ImageData(new Uint8ClampedArray(answer.pixels), answer.width, answer.height)
        })
      last = drawn
      return drawn
    },
    close: () => worker.terminate()
  }
}
