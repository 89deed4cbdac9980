import { verbs } from '#access/verbs.ts'

export const matrixVerbs = verbs({
  'matrix.read': ['coordinator', 'case-manager', 'operator'],
  'matrix.draft': ['coordinator', 'case-manager'],
  'matrix.drop-draft': ['coordinator', 'case-manager'],
  'matrix.adopt': ['coordinator'],
  'matrix.put-in-force': ['coordinator']
})
