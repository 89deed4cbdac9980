import type source from './sr-Latn.ts'

export default {
  skip: 'İçeriğe geç',
  leave: 'Çık',
  'leave.two': 'Çıkış: iki kez daha basın',
  'leave.one': 'Çıkış: bir kez daha basın',
  back: 'Geri',
  home: 'Başlangıç',
  language: 'Dil',
  'language.now': 'Dil: {name}',
  'errors.title': 'Burada bir şey eksik',
  'few-people': '5’ten az',
  'hidden-few': 'insanları korumak için gizli',
  slow: 'Bağlantı yavaş. Hâlâ deniyoruz.',
  'not-found': 'Burada sizin için bir şey yok.',
  'not-found.help': 'Gerekiyorsa sizi gönderen kişiye sorun.',
  'went-wrong': 'Bunu açamadık. Yeniden deneyin.',
  'went-wrong.help': 'Biri tehlikedeyse beklemeyin. Arayın.',
  'made-up': 'Buradaki her şey uydurmadır. Hiçbir kişi ve olay gerçek değildir.'
} satisfies Record<keyof typeof source, string>
