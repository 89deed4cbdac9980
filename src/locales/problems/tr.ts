import type { PublicProblem } from './index.ts'

export default {
  'common.not-found': 'Burada sizin için bir şey yok. Gerekiyorsa sizi gönderen kişiye sorun.',
  'common.offline': 'Bağlantı yok. Yazdıklarınız hâlâ burada. Yeniden deneyin.',
  'common.failed': 'Olmadı. Yazdıklarınız hâlâ burada. Yeniden deneyin.',
  'common.away': 'Verilere şu anda ulaşılamıyor. Yarım dakika bekleyip yeniden deneyin.',
  'input.too-big': 'Bu bir seferde çok fazla. Kısaltın.',
  'input.foreign-origin': 'Bu istek bu sayfadan gelmedi.',
  'report.wrong-recipients': 'Mesaj kabul ekibi için kilitlenmemiş. Sayfayı yeniden açın.',
  'not-found': 'Burada sizin için bir şey yok.',
  gone: 'Bu artık burada değil.',
  busy: 'Şu anda çok kişi yazıyor. Bir dakika bekleyip yeniden deneyin.',
  unexpected: 'Bunu kaydedemedik. Hâlâ burada. Yeniden deneyin veya {id} numarasını not edin.',
  'no-signal': 'Sinyal yok. Yazdıklarınız hâlâ bu sayfada. Sayfayı kapatmayın.',
  'input.malformed': 'Burada okuyamadığımız bir şey var. Bir kez daha bakın.',
  'input.unknown-field': 'Bu sayfa eskimiş. Yeniden açın.',
  'flood.work': 'Bağlantınızdan çok sayıda mesaj geliyor. Sayfayı yeniden açıp bir kez daha gönderin.',
  'flood.wait':
    'Bağlantınızdan çok sayıda mesaj geliyor. {n, plural, one {# saniye} other {# saniye}} bekleyin, sonra bir kez daha “Gönder”e basın. Yazdıklarınız hâlâ burada. Dosyaları yeniden seçin.',
  'flood.files':
    'Bağlantınızdan çok sayıda dosya geliyor. {n, plural, one {# saniye} other {# saniye}} bekleyin, sonra devam edin.',
  'report.empty': 'Ne olduğunu yazın veya fotoğraf ya da dosya ekleyin',
  'report.too-big': 'Metin kilitlenemeyecek kadar uzun. Kısaltın veya iki parça hâlinde gönderin.',
  'report.sent-before':
    'Bu zaten ulaştı, ikinci kez gönderilmedi. Kodu o zaman gösterildi ve yeniden gösterilemez. Görmediyseniz veya bir şeyi değiştirdiyseniz bir kez daha “Gönder”e basın: o zaman yeni bir kodla yeni bir bildirim olarak gider.',
  'report.circle': 'Kabul ekibi az önce anahtarını değiştirdi. Bir kez daha “Gönder”e basın.',
  'report.write-what-or-add-file': 'Ne olduğunu yazın veya fotoğraf ya da dosya ekleyin',
  'report.too-long': 'Bu çok uzun. Kısaltın, gerisini yeni bir mesajda gönderin.',
  'report.too-many-files': 'En çok 20 dosya ekleyebilirsiniz.',
  'report.file-not-readable': 'Bir dosyayı okuyamıyoruz. Çıkarın veya başkasını seçin.',
  'report.phone-not-readable': 'Telefon numarasını rakamla yazın veya kodla cevabı seçin.',
  'report.safe-hours-missing': 'Ne zaman aramanın güvenli olduğunu yazın.',
  'report.safe-word-missing': 'Biz olduğumuzu bilmeniz için bir güvenlik kelimesi yazın.',
  'report.nobody-left': 'Böyle bunu okuyacak kimse kalmaz. En az bir kuruluş bırakın ya da arayın.',
  'report.write-where': 'Nerede olduğunu yazın veya atlayın.',
  'report.choose-from-list': 'Verilen cevaplardan birini seçin.',
  'receipt.unknown': 'Bu kod hiçbir şey açmıyor. Rakamlara bakın.',
  'receipt.wait': 'Buradan çok sayıda yanlış kod geldi. 10 dakika bekleyin. Kodunuz kilitlenmedi.',
  'proof.not-yet': 'Kayıttaki satır henüz kapanıyor. Birkaç saniye sonra yeniden deneyin.',
  'file.too-big': 'Dosya 200 MB’tan büyük. Daha küçük bir dosya gönderin. Sözleriniz hâlâ bu sayfada.',
  'file.too-big-here':
    'Betik olmadan toplam 40 MB alırız. Daha küçük dosyalar seçin veya betiklere izin verin. Yazdıklarınız hâlâ burada.',
  'file.empty': 'Dosya boş, içinde bir şey yok. Başkasını seçin. Gerisi hâlâ burada.',
  'file.unreadable': 'Telefon bu dosyayı açamıyor. Başkasını seçin. Gerisi hâlâ burada.'
} satisfies Record<PublicProblem, string>
