// Words for codes that are put together at run time: the compiler cannot miss them, so this does.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { faultKinds } from '#kernel/checked-yaml-kinds.ts'
import { capabilities } from '#locales/capabilities.ts'
import { allVerbs } from './verbs.ts'

const { public: _public, ...desk } = capabilities
const said = new Set(Object.values(desk).flatMap(words => Object.keys(words['sr-Latn'])))
const unsaid = (keys: readonly string[]) => keys.filter(key => !said.has(key))

it('every act has a word in the list of who did what', () => {
  // what only the public pages call for is said there
  expect(unsaid(allVerbs.map(({ verb }) => `verb.${verb}`))).toEqual([])
})

it('every fault of a strategy or profile has a sentence', () => {
  const source = ['checked-yaml', 'network-profile']
    .map(name => readFileSync(new URL(`../kernel/${name}.ts`, import.meta.url), 'utf8'))
    .concat(readFileSync(new URL('../plan/load-strategy.ts', import.meta.url), 'utf8'))
    .join('\n')
  const codes = [
    ...source.matchAll(
      /(?:\badd\(|\brefuse\([^']*|\bfault\([^']*(?:'[a-z_]+'[^']*)*,\s*|code: )['`](?:\$\{family\}\.)?([a-z]+(?:-[a-z]+)+|cycle)['`]/g
    )
  ].map(m => m[1]!)
  expect(codes.length).toBeGreaterThan(15)
  expect(unsaid(codes.map(code => `fault.${code}`))).toEqual([])
  expect(unsaid(faultKinds.map(kind => `fault-kind.${kind}`))).toEqual([])
})
