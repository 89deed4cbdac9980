// The arrows of ARCHITECTURE.md, enforced: imports go down, never up, never in circles.
const below = (from, allowed) => ({
  name: `${from}-imports-down`,
  severity: 'error',
  from: { path: `^src/${from}/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^src/', pathNot: [`^src/(${[from, ...allowed].join('|')})/`] }
})
const base = ['kernel', 'seal', 'ui', 'platform', 'locales']
const doors = ['risk', 'line', 'reports', 'cases', 'services', 'plan', 'publication', 'identity', 'audit']

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
    },
    {
      name: 'seal-imports-nothing-of-fener',
      severity: 'error',
      from: { path: '^src/seal/' },
      to: { path: '^src/', pathNot: '^src/seal/' }
    },
    below('kernel', ['seal']),
    below('ui', ['kernel', 'locales']),
    below('locales', ['kernel']),
    below('platform', ['kernel', 'seal']),
    below('audit', ['kernel', 'seal', 'platform']),
    below('access', ['kernel', 'seal', 'platform', 'audit']),
    below('identity', [...base, 'audit', 'access']),
    below('plan', [...base, 'audit', 'access', 'identity']),
    below('services', [...base, 'audit', 'access', 'identity', 'plan']),
    below('cases', [...base, 'audit', 'access', 'identity', 'plan', 'services']),
    below('reports', [...base, 'audit', 'access', 'identity', 'plan', 'services', 'cases']),
    below('line', [...base, 'audit', 'access', 'identity', 'plan', 'services', 'cases', 'reports']),
    below('warning', base),
    below('risk', [
      ...base,
      'audit',
      'access',
      'identity',
      'plan',
      'services',
      'cases',
      'warning',
      'publication'
    ]),
    below('publication', [...base, 'audit', 'access', 'identity', 'plan']),
    ...doors.map(door => ({
      name: `${door}-through-its-door`,
      comment:
        'another capability is imported through index.ts, index.server.ts, public.ts or its verbs; the app and the routes may name a use case',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [`^src/${door}/`, '^src/(app|routes)/', '^src/hooks', '\\.test\\.ts$', '/testing/']
      },
      to: {
        path: `^src/${door}/`,
        pathNot: [
          `^src/${door}/(index|index\\.server|verbs|public)\\.ts$`,
          `^src/${door}/ui/`,
          '^src/audit/',
          '^src/identity/(session\\.server|cookie)\\.ts$'
        ]
      }
    })),
    {
      name: 'pure-files-stay-pure',
      comment: 'x.ts never imports y.server.ts, types excepted',
      severity: 'error',
      from: {
        path: '^src/(kernel|seal|reports|cases|services|plan|publication|access|audit|identity|line|warning|risk)/',
        pathNot: ['\\.server\\.ts$', '\\.test\\.ts$', '/testing/', '\\.svelte$']
      },
      to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'only-platform-drives',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/', '\\.test\\.ts$', '/testing/'] },
      to: { path: 'node_modules/(pg|graphile-worker|nodemailer)/' }
    },
    {
      name: 'components-do-no-io',
      severity: 'error',
      from: { path: '\\.svelte$' },
      to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte']
    }
  }
}
