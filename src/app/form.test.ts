// Forms and raw bodies, read within bounds: what is too much is refused in words, and what was typed before it is there.
import { describe, expect, it } from 'vitest'
import { mostBytesWithoutScript } from '#kernel/file-limits.ts'
import { readBytes, readJson } from './endpoint.server.ts'
import { readText, withForm, type ReadForm } from './form.server.ts'
import { z } from 'zod'

const address = 'http://localhost/sr/w/arrived'
const MiB = 1024 * 1024

/** Pieces as a line would bring them. */
const streamOf = (pieces: Iterable<Uint8Array | string>, breaks = false) => {
  const all = pieces[Symbol.iterator]()
  let read = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = all.next()
      if (done && breaks) controller.error(new Error('line'))
      else if (done) controller.close()
      else {
        const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
        read += bytes.length
        controller.enqueue(bytes)
      }
    }
  })
  return { stream, read: () => read }
}
const request = (body: ReadableStream<Uint8Array>, headers: Record<string, string>) =>
  new Request(address, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
const multipart = { 'content-type': 'multipart/form-data; boundary=grenze' }
const field = (name: string, value: string) =>
  `--grenze\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string) =>
  `--grenze\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`
const end = '\r\n--grenze--\r\n'
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { code?: string; status?: number }) => `${error.code} ${error.status}`
  )

describe('a form', () => {
  it('gives its fields and files as they were sent, in whatever pieces they came', async () => {
    const real = new FormData()
    real.append('what', 'žuta kuća\nред')
    real.append('signs', 'debt')
    real.append('signs', 'threats')
    real.append('files', new File([new Uint8Array(70_000).fill(7)], 'x.jpg', { type: 'image/jpeg' }))
    const whole = new Request(address, { method: 'POST', body: real })
    const bytes = new Uint8Array(await whole.clone().arrayBuffer())
    const type = { 'content-type': whole.headers.get('content-type')! }
    for (const size of [1, 7, 4096, bytes.length]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size)
      )
      await withForm(request(streamOf(pieces).stream, type), async ({ form, refused }) => {
        expect(refused).toBeUndefined()
        expect(form.get('what')).toBe('žuta kuća\r\nред')
        expect(form.getAll('signs')).toEqual(['debt', 'threats'])
        const sent = form.get('files') as File
        expect([sent.size, sent.type, (await sent.bytes())[69_999]]).toEqual([70_000, 'image/jpeg', 7])
      })
    }
  })

  it('written as an address is read too', async () => {
    const { stream } = streamOf(['what=a%20b&si', 'gns=debt&signs=threats'])
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    await withForm(request(stream, type), ({ form }) => {
      expect([form.get('what'), form.getAll('signs')]).toEqual(['a b', ['debt', 'threats']])
    })
  })

  it('with more than we take keeps what was typed, holds nothing of the file, and is read to its end', async () => {
    function* pieces() {
      yield field('what', 'MARKER reči') + file('x.jpg')
      for (let sent = 0; sent <= mostBytesWithoutScript + 5 * MiB; sent += MiB) yield new Uint8Array(MiB)
      yield end
    }
    const { stream, read } = streamOf(pieces())
    const said = await withForm(request(stream, multipart), (form: ReadForm) => form)
    expect(said.refused).toBe('file.too-big-here')
    expect(said.form.get('what')).toBe('MARKER reči')
    expect(said.form.has('files')).toBe(false)
    expect(read()).toBeGreaterThan(mostBytesWithoutScript + 5 * MiB)
  })

  it('waits its turn when the forms of all others fill the memory, and lets go of it afterwards', async () => {
    function* large() {
      yield field('what', 'reči') + file('x.jpg')
      for (let i = 0; i < 38; i++) yield new Uint8Array(MiB)
      yield end
    }
    const one = () => request(streamOf(large()).stream, multipart)
    const held: (() => void)[] = []
    const reading = [1, 2, 3].map(() =>
      withForm(one(), ({ refused }) => {
        expect(refused).toBeUndefined()
        return new Promise<void>(resolve => held.push(resolve))
      })
    )
    await expect.poll(() => held.length, { timeout: 20_000 }).toBe(3)
    const fourth = await withForm(one(), (form: ReadForm) => form)
    expect([fourth.refused, fourth.form.get('what')]).toEqual(['common.busy', 'reči'])
    held.forEach(go => go())
    await Promise.all(reading)
    expect((await withForm(one(), (form: ReadForm) => form)).refused).toBeUndefined()
  })

  it('that is no form, breaks off or is cut short is refused', async () => {
    const read = (stream: ReadableStream<Uint8Array>, headers: Record<string, string>) =>
      refused(
        withForm(
          request(stream, headers),
          ({ refused: why }) => why && Promise.reject({ code: why, status: 0 })
        )
      )
    expect(await read(streamOf(['{}']).stream, { 'content-type': 'application/json' })).toBe(
      'input.malformed 415'
    )
    expect(await read(streamOf([field('a', 'b')], true).stream, multipart)).toBe('input.malformed 400')
    expect(await read(streamOf([field('a', 'b')]).stream, multipart)).toBe('input.malformed 0')
    expect(await read(streamOf(['gar', 'bage']).stream, multipart)).toBe('input.malformed 0')
    const headers = `--grenze\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`
    expect(await read(streamOf([headers, end]).stream, multipart)).toBe('input.malformed 0')
  })
})

describe('a body', () => {
  it('of JSON longer than it may be is refused, also when it does not say its length', async () => {
    function* endless() {
      for (let i = 0; i < 6; i++) yield 'x'.repeat(MiB)
    }
    expect(await refused(readText(request(streamOf(endless()).stream, {}), 4 * MiB))).toBe(
      'input.too-big 413'
    )
    const json = { 'content-type': 'application/json' }
    expect(await refused(readJson(request(streamOf(endless()).stream, json), z.any()))).toBe(
      'input.too-big 413'
    )
    expect(await readJson(request(streamOf(['{"a":"', 'ђ"}']).stream, json), z.any())).toEqual({ a: 'ђ' })
  })

  it('of a part has the length it says, or is refused', async () => {
    const part = (length: string | undefined, pieces: Uint8Array[], breaks = false) =>
      readBytes(
        request(streamOf(pieces, breaks).stream, length === undefined ? {} : { 'content-length': length }),
        10,
        async bytes => [...bytes]
      )
    const five = new Uint8Array([1, 2, 3, 4, 5])
    expect(await part('5', [five.subarray(0, 2), five.subarray(2)])).toEqual([1, 2, 3, 4, 5])
    expect(await refused(part(undefined, [five]))).toBe('input.malformed 411')
    expect(await refused(part('-5', [five]))).toBe('input.malformed 411')
    expect(await refused(part('11', [five]))).toBe('file.too-big 413')
    expect(await refused(part('4', [five]))).toBe('input.malformed 400')
    expect(await refused(part('6', [five]))).toBe('input.malformed 400')
    expect(await refused(part('5', [five.subarray(0, 2)], true))).toBe('input.malformed 400')
  })

  it('of many parts at once fills no more than it may: the next one is asked to come again', async () => {
    let go = () => {}
    const waiting = new Promise<void>(resolve => (go = resolve))
    const half = 30 * MiB
    const read = (use: () => Promise<void>) =>
      readBytes(
        request(streamOf([new Uint8Array(half)]).stream, { 'content-length': String(half) }),
        half,
        use
      )
    let held = false
    const first = read(async () => {
      held = true
      await waiting
    })
    await expect.poll(() => held).toBe(true)
    expect(await refused(read(async () => {}))).toBe('common.busy 503')
    go()
    await first
    expect(await refused(read(async () => {}))).toBe('accepted')
  })
})
