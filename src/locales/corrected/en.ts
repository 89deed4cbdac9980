import type source from './sr-Latn.ts'

export default {
  'identity-edit.open': 'Show and change name and contact',
  'identity-edit.logged': 'This look was logged. What you change holds at once for everybody on the case.',
  'identity-edit.save': 'Save name and contact',
  'identity-edit.merged': 'Saved. What was changed meanwhile is kept too: {name}.',
  'identity-edit.no-tokens':
    'Saved. The key for comparing has not been handed to you yet, so others still find the person by the old details.'
} satisfies Record<keyof typeof source, string>
