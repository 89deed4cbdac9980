export const organisationKinds = [
  'municipality',
  'network',
  'social-work',
  'shelter',
  'police',
  'health',
  'school',
  'legal-aid',
  'ngo'
] as const
