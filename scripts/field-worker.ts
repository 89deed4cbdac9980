// Makes what the page for the field needs to open without signal: a service worker that keeps exactly the files of its routes, made when
// everything else is built, so that their names are known. It is registered by those pages alone and for `/field` alone.
import { createHash } from 'node:crypto'
import type { Plugin, Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk & {
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> }
}

/** The files by which these routes work, and no page else: their chunks, what those load at once or later, and the style. */
export const filesOf = (bundle: Rolldown.OutputBundle, routes: RegExp): string[] => {
  const chunks = Object.values(bundle).filter((file): file is Chunk => file.type === 'chunk')
  const byName = new Map(chunks.map(chunk => [chunk.fileName, chunk]))
  const found = new Set<string>()
  const walk = (name: string, andLater: boolean) => {
    const chunk = byName.get(name)
    if (!chunk || found.has(name)) return
    found.add(name)
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css)
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) found.add(asset)
    for (const next of chunk.imports) walk(next, andLater)
    if (andLater) for (const next of chunk.dynamicImports) walk(next, true)
  }
  for (const chunk of chunks) {
    // one chunk for each page and layout, of its own where nothing else shares it
    const isNode = /[\\/]nodes[\\/]\d+\.js$/.test(chunk.facadeModuleId ?? '')
    const from = isNode ? [chunk, ...chunk.imports.map(name => byName.get(name))] : []
    const pages = from
      .flatMap(one => Object.keys(one?.modules ?? {}))
      .filter(id => /[\\/]src[\\/]routes[\\/]/.test(id))
    if (pages.length && pages.every(id => routes.test(id))) walk(chunk.fileName, true)
    // SvelteKit's own start, and the empty layout and error page of every route: what they load later belongs to others
    if (/[\\/](?:app|entry|start|nodes[\\/][01])\.js$/.test(chunk.facadeModuleId ?? ''))
      walk(chunk.fileName, false)
  }
  return [...found].sort()
}

const worker = (
  files: string[],
  version: string
) => `// Made by scripts/field-worker.ts. Keeps the page for the field, and nothing that was typed.
const cacheName = 'fener-field-${version}'
const files = ${JSON.stringify(files.map(file => `/${file}`))}
const shell = '/field'
addEventListener('install', event => {
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName)
    await cache.addAll([...files.map(file => new Request(file, { cache: 'no-cache' })), new Request(shell, { cache: 'reload', credentials: 'omit' })])
  })())
})
addEventListener('activate', event => {
  event.waitUntil((async () => {
    for (const key of await caches.keys()) if (key.startsWith('fener-field-') && key !== cacheName) await caches.delete(key)
    await clients.claim()
  })())
})
addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (url.pathname === shell || url.pathname.startsWith(shell + '/'))
      event.respondWith(caches.open(cacheName).then(cache => cache.match(shell)).then(kept => kept ?? fetch(request)))
    return
  }
  if (files.includes(url.pathname))
    event.respondWith(caches.open(cacheName).then(cache => cache.match(url.pathname)).then(kept => kept ?? fetch(request)))
})
`

export const fieldWorker = (): Plugin => ({
  name: 'field-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      if (this.environment.name !== 'client') return
      const files = filesOf(bundle as Rolldown.OutputBundle, /routes[\\/]\(field\)[\\/]/)
      if (!files.length) return
      const own = ['field-app/manifest.webmanifest', 'field-app/icon-192.png', 'field-app/icon-512.png']
      const all = [...files, ...own]
      const version = createHash('sha256').update(all.join('\n')).digest('hex').slice(0, 12)
      this.emitFile({ type: 'asset', fileName: 'field-worker.js', source: worker(all, version) })
      this.emitFile({
        type: 'asset',
        fileName: 'field-app/files.json',
        source: JSON.stringify(files)
      })
    }
  }
})
