import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'nous n’avons pas trouvé de signes de traite des êtres humains',
  'report-closing.other-matter': 'cela relève d’un autre service et nous avons dit lequel',
  'report-closing.not-enough-known': 'nous n’en savons pas assez',
  'report-closing.could-not-reach-anyone': 'nous n’avons pu joindre personne',
  'report-closing.known-already': 'nous y travaillons déjà à partir d’un autre signalement',
  'report-closing.test-or-mistake': 'le signalement était un essai ou une erreur',
  'help.physical': 'Aide matérielle (nourriture, vêtements, accompagnement)',
  'help.psychological': 'Soutien psychologique',
  'help.legal': 'Aide juridique gratuite',
  'help.medical': 'Médecin et soins',
  'help.shelter': 'Hébergement sûr',
  'help.immigration': 'Papiers et séjour',
  'help.job-training': 'Formation au travail',
  'help.education': 'École et cours',
  'whom.women': 'Femmes',
  'whom.men': 'Hommes',
  'whom.children': 'Enfants',
  'whom.families': 'Familles'
} satisfies Record<PublicDomainWord, string>
