// Prints docs/permissions.md from the verb tables; with --check, fails when the file is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { roles } from '#kernel/actor.ts'
import { allVerbs } from '#app/verbs.ts'

const who = [...roles, 'anonymous', 'reporter', 'system'] as const
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const text = [
  '# Who may do what',
  '',
  'Generated from the verb tables (`npm run permissions`). What a person may *see* is another thing: their circles.',
  '',
  row(['verb', ...who]),
  row(['---', ...who.map(() => ':-:')]),
  ...[...allVerbs]
    .sort((a, b) => a.verb.localeCompare(b.verb))
    .map(({ verb, roles }) =>
      row([`\`${verb}\``, ...who.map(w => ((roles as readonly string[]).includes(w) ? '✓' : ''))])
    ),
  ''
].join('\n')

const file = new URL('../docs/permissions.md', import.meta.url)
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/permissions.md is stale: npm run permissions')
    process.exit(1)
  }
} else writeFileSync(file, text)
