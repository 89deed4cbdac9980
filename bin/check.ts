import { runAll, runBeside } from './run.ts'

const rules: [string, string, string[]] = ['rules', 'vitest', ['run', '--project', 'unit']]

/** `--no-rules`: where the tests run next anyway (.ci/run). */
export const check = async (args: string[] = []) => {
  await runAll([['SvelteKit types', 'svelte-kit', ['sync']]])
  // the longest first
  await runBeside([
    // SvelteKit gives routes their types here, so this is the one check of types
    ['types', 'svelte-check', ['--fail-on-warnings', '--threshold', 'warning', '--output', 'human']],
    ['lint', 'eslint', ['.']],
    ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
    ['arrows', 'depcruise', ['src', 'bin', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
    ['unused files and packages', 'knip', ['--include', 'files,dependencies,unlisted', '--no-progress']],
    ['permissions are fresh', process.execPath, ['scripts/permissions.ts', '--check']],
    ['the map is fresh', process.execPath, ['scripts/map.ts', '--check']]
  ])
  if (!args.includes('--no-rules')) await runAll([rules])
}
