import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'Materijalno ažutipe (hajbe, šeja, džaipe tumenca)',
  'help.psychological': 'Ažutipe vaš i duša (psihologo)',
  'help.legal': 'Juridikano ažutipe bi lovengo',
  'help.medical': 'Doktori thaj sastaripe',
  'help.shelter': 'Siguro than te ačhen',
  'help.immigration': 'Lila thaj ačhipe',
  'help.job-training': 'Sikljope vaš buti',
  'help.education': 'Škola thaj sikljope'
} satisfies Record<PublicDomainWord, string>
