// Draws docs/map.svg: which folder of src/ imports which, as it really is. With --check, fails when the picture is stale.
// Arrows that follow from others are left out, as are tests: what is drawn is the shape of the house.
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { Graphviz } from '@hpcc-js/wasm-graphviz'

const src = new URL('../src/', import.meta.url).pathname
const arrows = new Map<string, Set<string>>()
for (const file of globSync('**/*.{ts,svelte}', { cwd: src }).sort()) {
  const [from, inside] = file.split('/')
  if (!inside || /\.test\.ts$|\/testing\/|test-data/.test(file)) continue
  for (const [, to] of readFileSync(src + file, 'utf8').matchAll(/from '#([a-z-]+)\//g)) {
    if (to === from) continue
    if (!arrows.has(from!)) arrows.set(from!, new Set())
    arrows.get(from!)!.add(to!)
  }
}

const reaches = (from: string, to: string): boolean =>
  [...(arrows.get(from) ?? [])].some(next => next === to || reaches(next, to))
const drawn = [...arrows].flatMap(([from, tos]) =>
  [...tos]
    .filter(to => ![...tos].some(other => other !== to && reaches(other, to)))
    .sort()
    .map(to => `"${from}" -> "${to}"`)
)
const dot = `digraph house {
  rankdir=TB; bgcolor="#FFFDF9"; nodesep=0.3; ranksep=0.35
  node [shape=box, style="rounded,filled", fillcolor="#E0ECE7", color="#1C5A52", fontcolor="#2B2521", fontname="Helvetica", fontsize=13]
  edge [color="#5E544B", arrowsize=0.7]
  ${drawn.sort().join('\n  ')}
}`
const svg = (await Graphviz.load()).dot(dot).replace(/<!--[^]*?-->\n?/g, '')

const place = new URL('../docs/map.svg', import.meta.url)
if (!process.argv.includes('--check')) writeFileSync(place, svg)
else if (readFileSync(place, 'utf8') !== svg) {
  console.error('docs/map.svg is stale: npm run map')
  process.exit(1)
}
