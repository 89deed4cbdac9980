// Draws pages of a PDF, which may come from someone who means harm: PDFium runs in WebAssembly, which reaches nothing but its own
// memory, without its JavaScript; this worker holds no keys, and the policy it is served with (bin/serve.ts) lets it ask the
// network for nothing. A page that takes too long ends with the worker.
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'

export type Asked = { wasm: ArrayBuffer; file: ArrayBuffer } | { page: number; width: number }
export type Answered =
  { pages: number } | { width: number; height: number; pixels: ArrayBuffer } | { failed: true }

const annotations = 0x01
const redFirst = 0x10
/** No page is drawn larger, whatever size it says it has. */
const mostPixels = 12_000_000

let library: WrappedPdfiumModule | undefined
let document = 0
/** Asked anew each time: the memory moves when it grows. */
const memory = (of: WrappedPdfiumModule) => (of.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8

const open = async (wasm: ArrayBuffer, file: ArrayBuffer): Promise<Answered> => {
  library = await init({ wasmBinary: wasm })
  library.PDFiumExt_Init()
  const place = library.pdfium.wasmExports.malloc(file.byteLength)
  memory(library).set(new Uint8Array(file), place)
  document = library.FPDF_LoadMemDocument(place, file.byteLength, '')
  return document ? { pages: library.FPDF_GetPageCount(document) } : { failed: true }
}

const draw = (number: number, wanted: number): Answered => {
  if (!library) return { failed: true }
  const page = library.FPDF_LoadPage(document, number)
  if (!page) return { failed: true }
  const ratio = library.FPDF_GetPageHeightF(page) / library.FPDF_GetPageWidthF(page)
  const width = Math.floor(Math.min(wanted, Math.sqrt(mostPixels / ratio)))
  const height = Math.floor(width * ratio)
  if (!(width > 0 && height > 0)) return { failed: true }
  const bitmap = library.FPDFBitmap_Create(width, height, 0)
  if (!bitmap) return { failed: true }
  library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
  library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, annotations | redFirst)
  const at = library.FPDFBitmap_GetBuffer(bitmap)
  const pixels = memory(library).slice(at, at + width * height * 4).buffer as ArrayBuffer
  library.FPDFBitmap_Destroy(bitmap)
  library.FPDF_ClosePage(page)
  return { width, height, pixels }
}

onmessage = async ({ data }: MessageEvent<Asked>) => {
  let answer: Answered
  try {
    answer = 'wasm' in data ? await open(data.wasm, data.file) : draw(data.page, data.width)
  } catch {
    answer = { failed: true }
  }
  postMessage(answer, { transfer: 'pixels' in answer ? [answer.pixels] : [] })
}
