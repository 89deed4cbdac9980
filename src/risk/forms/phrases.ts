// The few sentences that Fener itself adds to a questionnaire, in the languages of those who are asked. As everything in these languages
// they have not been read by a native speaker unless docs/languages.md says so.
import type { FormLanguage } from './form.ts'

export type Phrase = 'not-known' | 'alone' | 'yes' | 'no'

export const phrases: Record<FormLanguage, Record<Phrase, string>> = {
  'sr-Latn': {
    'not-known': 'Ne zna / ne želi da kaže',
    alone: 'Uz „ne zna / ne želi da kaže“ ne bira se ništa drugo.',
    yes: 'Da',
    no: 'Ne'
  },
  sq: {
    'not-known': 'Nuk e di / nuk dëshiron të thotë',
    alone: 'Bashkë me «nuk e di / nuk dëshiron të thotë» nuk zgjidhet asgjë tjetër.',
    yes: 'Po',
    no: 'Jo'
  },
  en: {
    'not-known': 'Does not know / does not want to say',
    alone: 'Nothing else is chosen beside “does not know / does not want to say”.',
    yes: 'Yes',
    no: 'No'
  },
  ar: {
    'not-known': 'لا أعرف / لا أريد أن أقول',
    alone: 'لا يُختار شيء آخر مع «لا أعرف / لا أريد أن أقول».',
    yes: 'نعم',
    no: 'لا'
  },
  fa: {
    'not-known': 'نمی‌دانم / نمی‌خواهم بگویم',
    alone: 'همراه با «نمی‌دانم / نمی‌خواهم بگویم» چیز دیگری انتخاب نکنید.',
    yes: 'بله',
    no: 'نه'
  },
  ps: {
    'not-known': 'نه پوهېږم / نه غواړم ووایم',
    alone: 'له «نه پوهېږم / نه غواړم ووایم» سره بل څه مه ټاکئ.',
    yes: 'هو',
    no: 'نه'
  },
  ur: {
    'not-known': 'معلوم نہیں / بتانا نہیں چاہتا یا چاہتی',
    alone: '«معلوم نہیں / بتانا نہیں چاہتا یا چاہتی» کے ساتھ کچھ اور نہ چنیں۔',
    yes: 'ہاں',
    no: 'نہیں'
  },
  tr: {
    'not-known': 'Bilmiyorum / söylemek istemiyorum',
    alone: '“Bilmiyorum / söylemek istemiyorum” ile birlikte başka bir şey seçilmez.',
    yes: 'Evet',
    no: 'Hayır'
  },
  rom: {
    'not-known': 'Na džanav / na mangav te phenav',
    alone: 'Kana alosarela pe “na džanav / na mangav te phenav”, na alosarela pe khanči aver.',
    yes: 'Va',
    no: 'Na'
  },
  fr: {
    'not-known': 'Ne sait pas / ne veut pas le dire',
    alone: 'Avec « ne sait pas / ne veut pas le dire », on ne choisit rien d’autre.',
    yes: 'Oui',
    no: 'Non'
  }
}
