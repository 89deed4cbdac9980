import type { PublicDomainWord } from './index.ts'

export default {
  'report-closing.no-signs': 'insan ticareti belirtisi bulamadık',
  'report-closing.other-matter': 'bu başka bir kurumun işi, hangisi olduğunu söyledik',
  'report-closing.not-enough-known': 'yeterince bilgimiz yok',
  'report-closing.could-not-reach-anyone': 'kimseye ulaşamadık',
  'report-closing.known-already': 'başka bir bildirim üzerinden bunun üzerinde zaten çalışıyoruz',
  'report-closing.test-or-mistake': 'bildirim bir deneme ya da yanlışlıktı',
  'help.physical': 'Maddi yardım (yiyecek, giysi, eşlik)',
  'help.psychological': 'Psikolojik destek',
  'help.legal': 'Ücretsiz hukuki yardım',
  'help.medical': 'Doktor ve tedavi',
  'help.shelter': 'Güvenli barınma',
  'help.immigration': 'Belgeler ve oturum',
  'help.job-training': 'İş eğitimi',
  'help.education': 'Okul ve eğitim',
  'whom.women': 'Kadınlar',
  'whom.men': 'Erkekler',
  'whom.children': 'Çocuklar',
  'whom.families': 'Aileler'
} satisfies Record<PublicDomainWord, string>
