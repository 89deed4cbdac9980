import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'
import globals from 'globals'

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'node_modules/', 'static/', '.generated/', 'data/', 'data-demo/'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Addresses are written out as in the site map; the app is never mounted under a base path.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/require-each-key': 'off',
      // {' '} is how a space that must stay between two parts is said
      'svelte/no-useless-mustaches': 'off'
    }
  },
  {
    // Pure files take time and randomness as arguments (ARCHITECTURE.md, arrow 2).
    files: ['src/{kernel,reports,cases,services,plan,publication,risk,warning}/**/*.ts'],
    ignores: ['**/*.server.ts', '**/*.test.ts', '**/*.client.ts', '**/*.svelte.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'take the time as an argument' },
        { object: 'Math', property: 'random', message: 'take randomness as an argument' }
      ]
    }
  }
)
