import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'Bilmiyorum',
  'asked.not-said': 'Söylemek istemiyorum',
  'asked.next': 'İleri',
  'asked.back': 'Geri',
  'asked.aloud': 'Sesli oku',
  'asked.one-more': 'Bir tane daha ekle',
  'asked.no-more': 'Başka yok',
  'asked.take-away': 'Sonuncuyu çıkar',
  'asked.needed': 'Bir cevap gerekli, ya da “Bilmiyorum” seçin.',
  'asked.not-right': 'Bu cevap doğru olamaz.',
  'asked.tick': 'Evet'
} satisfies Record<keyof typeof source, string>
