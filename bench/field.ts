// What a phone fetches the first time it opens the page for the field, compressed as it is served: the page, the engine, and a form.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

const most = 400_000

export const measureField = (home: string) => {
  const client = join(home, 'build', 'client')
  const files = JSON.parse(readFileSync(join(client, 'field-app', 'files.json'), 'utf8')) as string[]
  const weigh = (file: string) => {
    const path = join(client, file)
    return existsSync(`${path}.br`) ? statSync(`${path}.br`).size : statSync(path).size
  }
  const page = files.reduce((sum, file) => sum + weigh(file), 0)
  const form = brotliCompressSync(readFileSync(join(home, 'e2e', 'RSK2-profile.xml'))).length
  return {
    files: files.length,
    pageAndEngineBytes: page,
    formBytes: form,
    firstUseBytes: page + form,
    asked: `≤ ${most} bytes, first use only`,
    holds: page + form <= most
  }
}
