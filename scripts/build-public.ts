// Builds the scripts of the public pages. They carry no framework: plain modules, split so that sealing arrives only when needed.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const entries = ['exit', 'report', 'return', 'refer'] as const

// One build for each entry: what two entries share would become chunks of its own, and each chunk is a round trip on 2G.
const buildEntry = async (name: (typeof entries)[number]): Promise<[string, string]> => {
  const built = await build({
    configFile: false,
    root,
    base: '/p/',
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: 'static/p',
      emptyOutDir: false,
      target: 'es2020',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { [name]: `${root}src/public-script/${name}.client.ts` },
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash].js',
          chunkFileNames: '[hash].js',
          // All that seals or opens is one file, fetched once, when it is near to being needed.
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              {
                name: 'sealing',
                test: /src.seal|node_modules|src.public-script.(?:send-report|send-files|open-receipt|places)/
              }
            ]
          }
        }
      }
    }
  })
  if (Array.isArray(built) || !('output' in built)) throw new Error('one build was asked for')
  const entry = built.output.find(file => file.type === 'chunk' && file.isEntry)
  return [name, '/p/' + entry?.fileName]
}

/** Writes static/p/*.js and .generated/public-assets.json (entry → address). */
export const buildPublicScripts = async (): Promise<void> => {
  await rm(root + 'static/p', { recursive: true, force: true })
  const addresses = Object.fromEntries(await Promise.all(entries.map(buildEntry)))
  await mkdir(root + '.generated', { recursive: true })
  await writeFile(root + '.generated/public-assets.json', JSON.stringify(addresses, null, 2) + '\n')
}

if (import.meta.filename === process.argv[1]) await buildPublicScripts()
