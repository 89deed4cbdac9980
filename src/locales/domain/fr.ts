import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'Aide matérielle (nourriture, vêtements, accompagnement)',
  'help.psychological': 'Soutien psychologique',
  'help.legal': 'Aide juridique gratuite',
  'help.medical': 'Médecin et soins',
  'help.shelter': 'Hébergement sûr',
  'help.immigration': 'Papiers et séjour',
  'help.job-training': 'Formation au travail',
  'help.education': 'École et cours'
} satisfies Record<PublicDomainWord, string>
