// The pages of one case, in the order of the strip. A page of another part of the work adds its line here and its route beside the others.
import type { DeskKey } from '#locales/capabilities.ts'

export const caseTabs = [
  { path: '', word: 'case-tab.overview' },
  { path: '/plan', word: 'case-tab.plan' },
  { path: '/consents', word: 'case-tab.consents' },
  { path: '/record', word: 'case-tab.record' },
  { path: '/work', word: 'case-tab.work' },
  { path: '/rights', word: 'case-tab.rights' }
] as const satisfies readonly { path: string; word: DeskKey }[]
