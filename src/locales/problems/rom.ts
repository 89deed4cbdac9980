import type { PublicProblem } from './index.ts'

export default {
  'common.not-found': 'Akate naj khanči vaš tumenge. Ako trubul tumen, pučhen okoles kova bičhalgja tumen.',
  'common.offline': 'Naj linija. Tumare lafija panda si akate. Proben palem.',
  'common.failed': 'Naštigjam. Tumare lafija panda si akate. Proben palem.',
  'common.away': 'Akana našti te aresa dži ko date. Adžikeren epaš minuta thaj proben palem.',
  'input.too-big': 'Adava si but andar jekh drom. Keren le xarneder.',
  'input.foreign-origin': 'Akava mangipe na avilo akale patrinatar.',
  'report.wrong-recipients': 'O lafi naj phanglo vaš o timo vaš primipe. Puteren i patrin palem.',
  'not-found': 'Akate naj khanči vaš tumenge.',
  gone: 'Adava više naj akate.',
  busy: 'But manuša akana hraminen. Adžikeren jekh minuta thaj proben palem.',
  unexpected: 'Naštigjam te arakha. Panda si akate. Proben palem ja hraminen {id}.',
  'no-signal': 'Naj signali. Tumare lafija panda si pi akaja patrin. Ma phanden la.',
  'input.malformed': 'Vareso akate našti te čitina. Dikhen panda jekhvar.',
  'input.unknown-field': 'Akaja patrin si purani. Puteren la palem.',
  'flood.work': 'Katar tumari linija aven but lafija. Puteren i patrin palem thaj bičhalen panda jekhvar.',
  'flood.wait':
    'Katar tumari linija aven but lafija. Adžikeren {n, plural, one {# sekunda} other {# sekunde}}, pa čhuven o naj panda jekhvar po „Bičhalen“. Tumare lafija panda si akate. O fajlija alosaren palem.',
  'flood.files':
    'Katar tumari linija aven but fajlija. Adžikeren {n, plural, one {# sekunda} other {# sekunde}}, pa džan majdur.',
  'report.empty': 'Hraminen so ulo ja čhuven slika ja fajli',
  'report.too-big': 'O teksti si but lungo te phanda le. Keren le xarneder ja bičhalen le dujvar.',
  'report.sent-before':
    'Akava već areslo thaj na bičhaldilo dujto drom. O kodo sikavdilo tegani thaj našti te sikavel pes palem. Ako na dikhlen le ja parugjen vareso, čhuven o naj panda jekhvar po „Bičhalen“: tegani džal sar nevo lafi, neve kodosa.',
  'report.circle': 'O timo vaš primipe akana parugja i klidi. Čhuven o naj panda jekhvar po „Bičhalen“.',
  'report.write-what-or-add-file': 'Hraminen so ulo ja čhuven slika ja fajli',
  'report.too-long': 'Akava si but lungo. Keren le xarneder, o aver bičhalen ano nevo lafi.',
  'report.too-many-files': 'Šaj te čhuven dži ko 20 fajlija.',
  'report.file-not-readable': 'Jekh fajli našti te čitina. Ikalen le ja alosaren aver.',
  'report.phone-not-readable': 'Hraminen o numero e telefonesko cifrenca, ja alosaren o odgovori e kodosa.',
  'report.safe-hours-missing': 'Hraminen kana si sigurno te akhara.',
  'report.safe-word-missing': 'Hraminen siguro lafi, te džanen kaj sam amen.',
  'report.nobody-left': 'Agjahar khonik na ačhol te čitinel. Mukhen barem jekh organizacija, ja akharen.',
  'report.write-where': 'Hraminen kaj si, ja nakhaven.',
  'report.choose-from-list': 'Alosaren jekh katar e dinde odgovorija.',
  'receipt.unknown': 'Akava kodo na puterel khanči. Dikhen e cifre.',
  'receipt.wait': 'Katar kate aresle but bangle kodija. Adžikeren 10 minute. Tumaro kodo naj phanglo.',
  'proof.not-yet': 'O hramope ano lil panda phandol. Proben palem palal disave sekunde.',
  'file.too-big':
    'O fajli si bareder katar 200 MB. Bičhalen cikneder. Tumare lafija panda si pi akaja patrin.',
  'file.too-big-here':
    'Bi skriptengo las 40 MB sa khetane. Losaren maj cikne fajlura, vaj muken e skriptura. Tumare lava inke kate si.',
  'file.empty': 'O fajli si čučo, ande leste naj khanči. Alosaren aver. O aver panda si akate.',
  'file.unreadable': 'O telefono našti te puterel akava fajli. Alosaren aver. O aver panda si akate.'
} satisfies Record<PublicProblem, string>
