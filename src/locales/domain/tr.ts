import type { PublicDomainWord } from './index.ts'

export default {
  'help.physical': 'Maddi yardım (yiyecek, giysi, eşlik)',
  'help.psychological': 'Psikolojik destek',
  'help.legal': 'Ücretsiz hukuki yardım',
  'help.medical': 'Doktor ve tedavi',
  'help.shelter': 'Güvenli barınma',
  'help.immigration': 'Belgeler ve oturum',
  'help.job-training': 'İş eğitimi',
  'help.education': 'Okul ve eğitim'
} satisfies Record<PublicDomainWord, string>
