import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'na arakhljam semnura kaj bikinen pe e manuša',
  'report-closing.other-matter': 'akava si vaš aver ofiso thaj phendjam savo',
  'report-closing.not-enough-known': 'na džana dosta',
  'report-closing.could-not-reach-anyone': 'naštigjam te aresa dži ko khonik',
  'report-closing.known-already': 'pe akava već kera buti andar aver lafi',
  'report-closing.test-or-mistake': 'o lafi sine proba ja doš',
  'help.physical': 'Materijalno ažutipe (hajbe, šeja, džaipe tumenca)',
  'help.psychological': 'Ažutipe vaš i duša (psihologo)',
  'help.legal': 'Juridikano ažutipe bi lovengo',
  'help.medical': 'Doktori thaj sastaripe',
  'help.shelter': 'Siguro than te ačhen',
  'help.immigration': 'Lila thaj ačhipe',
  'help.job-training': 'Sikljope vaš buti',
  'help.education': 'Škola thaj sikljope',
  'whom.women': 'Džuvlja',
  'whom.men': 'Murša',
  'whom.children': 'Čhave',
  'whom.families': 'Familije'
} satisfies Record<PublicDomainWord, string>
