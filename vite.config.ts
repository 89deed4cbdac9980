import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'
import { buildPublicScripts } from './scripts/build-public.ts'
import { fieldWorker } from './scripts/field-worker.ts'

/** PDFium's glue names its library once more, and Vite would ship it twice: the page hands it to the worker (ui/draw-pdf.client.ts). */
const withoutSecondLibrary = {
  name: 'without-second-library',
  transform: {
    filter: { id: /@embedpdf.pdfium.*index\.browser\.js/ },
    handler: (code: string) =>
      code.replace("new URL('pdfium.wasm', import.meta.url)", "new URL('about:blank')")
  }
}

export default defineConfig(async ({ isPreview }) => {
  // The public pages name these files, so they exist before anything is built or served.
  if (!process.env.VITEST && !isPreview) await buildPublicScripts()
  return {
    // a font inside a style sheet would be a data: address, which the policy rightly refuses
    build: {
      assetsInlineLimit: 0,
      // the questionnaires' engine holds an `eval` of its compiler's that is never reached: the policy would refuse it
      rolldownOptions: { checks: { eval: false } }
    },
    worker: { format: 'es' as const, plugins: () => [withoutSecondLibrary] },
    plugins: [
      fieldWorker(),
      sveltekit({
        adapter: adapter({ out: 'build', precompress: true }),
        paths: { relative: false },
        csp: {
          mode: 'auto',
          directives: {
            'default-src': ['none'],
            // Argon2 is WebAssembly; this word allows compiling it and nothing else.
            'script-src': ['self', 'wasm-unsafe-eval'],
            'style-src': ['self'],
            // SvelteKit's announcer for screen readers hides itself with this one style attribute, and no other passes.
            'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
            'img-src': ['self', 'blob:', 'data:'],
            'font-src': ['self'],
            'connect-src': ['self'],
            'media-src': ['self', 'blob:'],
            'worker-src': ['self'],
            'manifest-src': ['self'],
            'form-action': ['self'],
            'frame-ancestors': ['none'],
            'base-uri': ['none'],
            'object-src': ['none']
          }
        }
      })
    ]
  }
})
