// Forms of the pages that work without script, read in memory and bounded: nothing of them touches a disk, and however much is
// sent, what was typed is there for the answer. (`request.formData()` would hold any amount, several times.)
import {
  MaxFileSizeExceededError,
  MaxTotalSizeExceededError,
  MultipartParser
} from '@remix-run/multipart-parser'
import { mostBytesWithoutScript } from '#kernel/file-limits.ts'
import { problem } from '#kernel/problem.ts'

/** The longest report, in the writing that takes the most bytes. */
const mostText = 4 * 1024 * 1024
/** Of all forms that are being read or answered at this moment. */
const inMemory = 128 * 1024 * 1024
let now = 0

export type ReadForm = {
  form: FormData
  /** Why not all of it was read. Fields come before files, so they are there. */
  refused: 'file.too-big-here' | 'common.busy' | 'input.malformed' | undefined
}

/** Reads the form and gives it to `use`; its memory counts until `use` is done. Throws `input.too-big`, `input.malformed`. */
export const withForm = async <T>(request: Request, use: (read: ReadForm) => Promise<T> | T): Promise<T> => {
  const held = { bytes: 0 }
  try {
    return await use(await readForm(request, held))
  } finally {
    now -= held.bytes
  }
}

const readForm = async (request: Request, held: { bytes: number }): Promise<ReadForm> => {
  const type = request.headers.get('content-type') ?? ''
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,200})"?/i.exec(type)?.[1]
  if (boundary) return readMultipart(request, boundary, held)
  if (!/^application\/x-www-form-urlencoded/i.test(type)) throw problem('input.malformed', 415)
  const form = new FormData()
  for (const [name, value] of new URLSearchParams(await readText(request, mostText))) form.append(name, value)
  return { form, refused: undefined }
}

const readMultipart = async (
  request: Request,
  boundary: string,
  held: { bytes: number }
): Promise<ReadForm> => {
  const form = new FormData()
  let refused: ReadForm['refused']
  let parser: MultipartParser | undefined = new MultipartParser(boundary, {
    maxParts: 300,
    maxFileSize: mostBytesWithoutScript,
    maxTotalSize: mostBytesWithoutScript + mostText
  })
  for await (const chunk of chunksOf(request)) {
    // the rest is let pass: a browser reads no answer before it has sent everything
    if (!parser) continue
    try {
      if (now + chunk.length > inMemory) throw problem('common.busy', 503)
      now += chunk.length
      held.bytes += chunk.length
      for (const part of parser.write(chunk)) {
        const { name, filename, mediaType = '' } = part
        if (!name) continue
        if (filename === undefined) form.append(name, part.text)
        else form.append(name, new File(part.content as BlobPart[], filename, { type: mediaType }))
      }
    } catch (error) {
      // what follows the last boundary belongs to nothing
      if (!isWhole(parser)) refused = whyRefused(error)
      parser = undefined
    }
  }
  if (parser && !isWhole(parser)) refused = 'input.malformed'
  return { form, refused }
}

const isWhole = (parser: MultipartParser): boolean => {
  try {
    parser.finish()
    return true
  } catch {
    return false
  }
}

const whyRefused = (error: unknown): ReadForm['refused'] =>
  error instanceof MaxFileSizeExceededError || error instanceof MaxTotalSizeExceededError
    ? 'file.too-big-here'
    : (error as { code?: string }).code === 'common.busy'
      ? 'common.busy'
      : 'input.malformed'

/** A body as text. Throws `input.too-big` as soon as it is longer than `most` bytes, `input.malformed` when the line breaks. */
export const readText = async (request: Request, most: number): Promise<string> => {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw problem('input.too-big', 413)
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of chunksOf(request)) {
    bytes += chunk.length
    if (bytes <= most) text += decoder.decode(chunk, { stream: true })
    else text = ''
  }
  if (bytes > most) throw problem('input.too-big', 413)
  return text + decoder.decode()
}

/** Throws `input.malformed` when the line breaks: nobody is there to be answered, and it is no failure of ours. */
async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (!body) return
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw problem('input.malformed', 400)
    })
    if (done) return
    yield value
  }
}
