// The first words of a brief, in three languages. People edit them afterwards; counts stand after a colon, so that no number bends a noun.
import type { Language, Trilingual } from '#kernel/locale.ts'
import { formatMonth } from '#locales/format.ts'
import type { BriefRecipient } from './brief.ts'

const inMonth = (month: string): Trilingual => ({
  sr: formatMonth('sr-Latn', month),
  sq: formatMonth('sq', month),
  en: formatMonth('en', month)
})

export const briefTitle = (month: string): Trilingual => {
  const { sr, sq, en } = inMonth(month)
  return {
    sr: `Pregled stanja, rano upozorenje: ${sr.replace(/\.$/, '')}`,
    sq: `Përmbledhje e gjendjes, paralajmërimi i hershëm: ${sq}`,
    en: `Situation brief, early warning: ${en}`
  }
}

const recipientWords: Record<BriefRecipient, Trilingual> = {
  network: { sr: 'mreža', sq: 'rrjeti', en: 'the network' },
  ministry: { sr: 'Ministarstvo', sq: 'Ministria', en: 'the Ministry' },
  neighbours: { sr: 'susedne opštine', sq: 'komunat fqinje', en: 'the neighbouring municipalities' }
}
export const sayRecipients = (recipients: readonly BriefRecipient[]): Trilingual => ({
  sr: recipients.map(r => recipientWords[r].sr).join(', '),
  sq: recipients.map(r => recipientWords[r].sq).join(', '),
  en: recipients.map(r => recipientWords[r].en).join(', ')
})

export const briefWords = {
  short: { sr: 'Ukratko', sq: 'Shkurt', en: 'In short' },
  'short.for': {
    sr: 'Ovaj pregled je za: {recipients}. Sastavila ga je mreža za {month}',
    sq: 'Kjo përmbledhje është për: {recipients}. E ka përgatitur rrjeti për: {month}.',
    en: 'This brief is for: {recipients}. The network made it for {month}.'
  },
  'short.numbers': {
    sr: 'Prepoznati rani rizici: [[value:risks-recognised]]. Neobični porasti: [[value:rises]]. Neobična grupisanja: [[value:clusters]]. Zatvorena upozorenja: [[value:risks-closed]].',
    sq: 'Rreziqe të hershme të njohura: [[value:risks-recognised]]. Rritje të pazakonta: [[value:rises]]. Grumbullime të pazakonta: [[value:clusters]]. Sinjalizime të mbyllura: [[value:risks-closed]].',
    en: 'Early risks recognised: [[value:risks-recognised]]. Unusual rises: [[value:rises]]. Unusual clusters: [[value:clusters]]. Alerts closed: [[value:risks-closed]].'
  },
  risks: { sr: 'Prepoznati rizici', sq: 'Rreziqet e njohura', en: 'Risks recognised' },
  'risks.by-category': { sr: 'Po kategorijama', sq: 'Sipas kategorive', en: 'By category' },
  outcomes: { sr: 'Šta je bilo od rizika', sq: 'Çfarë doli nga rreziqet', en: 'What came of the risks' },
  'outcomes.caption': {
    sr: 'Upozorenja zatvorena u mesecu',
    sq: 'Sinjalizimet e mbyllura gjatë muajit',
    en: 'Alerts closed in the month'
  },
  trends: { sr: 'Porasti i mesta', sq: 'Rritjet dhe vendet', en: 'Rises and places' },
  'trends.none': {
    sr: 'U ovom mesecu nije nađen nijedan neobičan porast niti neobično grupisanje.',
    sq: 'Këtë muaj nuk u gjet asnjë rritje dhe asnjë grumbullim i pazakontë.',
    en: 'No unusual rise and no unusual cluster was found in this month.'
  },
  'trends.public': {
    sr: 'Računi su našli: neobični porasti: [[value:rises]]; mesta na kojima se znakovi neobično grupišu: [[value:clusters]]. Mesta se ovde ne navode, da bi se zaštitili ljudi.',
    sq: 'Llogaritjet gjetën: rritje të pazakonta: [[value:rises]]; vende ku shenjat grumbullohen në mënyrë të pazakontë: [[value:clusters]]. Vendet nuk përmenden këtu, për t’i mbrojtur njerëzit.',
    en: 'The reckonings found: unusual rises: [[value:rises]]; places where signs unusually lie together: [[value:clusters]]. Places are not named here, to protect people.'
  },
  next: { sr: 'Šta sledi', sq: 'Çfarë vijon', en: 'What comes next' },
  'next.text': {
    sr: 'Mreža nastavlja da prati znake i molimo sve koji ih primete da se jave.',
    sq: 'Rrjeti vazhdon t’i ndjekë shenjat dhe u lutemi të gjithëve që i vërejnë të na lajmërojnë.',
    en: 'The network goes on watching for signs, and asks everybody who notices them to tell us.'
  },
  method: { sr: 'Kako je brojano', sq: 'Si u numërua', en: 'How this was counted' },
  'method.text': {
    sr: 'Brojevi od jedan do četiri ne objavljuju se. Greške, probe i ponovljena upozorenja se ne broje.',
    sq: 'Numrat nga një deri në katër nuk botohen. Gabimet, provat dhe sinjalizimet e përsëritura nuk numërohen.',
    en: 'Numbers from one to four are not published. Mistakes, tests and repeated alerts are not counted.'
  }
} as const satisfies Record<string, Trilingual>
export type BriefWord = keyof typeof briefWords

/** Puts words where their names stand in braces. */
export const fill = (text: string, params: Record<string, string | undefined>) =>
  text.replace(/\{([a-z]+)\}/g, (whole, name: string) => params[name] ?? whole)

export const fillBrief = (word: BriefWord, params: Record<string, Trilingual> = {}): Trilingual => {
  const inLanguage = (language: Language): string =>
    fill(
      briefWords[word][language],
      Object.fromEntries(Object.entries(params).map(([name, text]) => [name, text[language]]))
    )
  return { sr: inLanguage('sr'), sq: inLanguage('sq'), en: inLanguage('en') }
}

export const briefLabels = {
  'risks-recognised': {
    sr: 'Prepoznati rani rizici',
    sq: 'Rreziqe të hershme të njohura',
    en: 'Early risks recognised'
  },
  rises: { sr: 'Neobični porasti', sq: 'Rritje të pazakonta', en: 'Unusual rises' },
  clusters: { sr: 'Neobična grupisanja', sq: 'Grumbullime të pazakonta', en: 'Unusual clusters' },
  'how-found': {
    sr: 'Kako su traženi porasti i grupisanja',
    sq: 'Si u kërkuan rritjet dhe grumbullimet',
    en: 'How rises and clusters were looked for'
  },
  'risks-closed': { sr: 'Zatvorena upozorenja', sq: 'Sinjalizime të mbyllura', en: 'Alerts closed' },
  'risks-came-true': { sr: 'Obistinilo se', sq: 'U vërtetuan', en: 'Came true' },
  'risks-did-not': { sr: 'Nije se obistinilo', sq: 'Nuk u vërtetuan', en: 'Did not come true' },
  'risks-prevented': { sr: 'Sprečeno', sq: 'U parandaluan', en: 'Prevented' },
  'risks-cannot-be-known': { sr: 'Ne može se znati', sq: 'Nuk mund të dihet', en: 'Cannot be known' },
  'of-rk-zene': { sr: 'Žene', sq: 'Gra', en: 'Women' },
  'of-rk-deca': { sr: 'Deca', sq: 'Fëmijë', en: 'Children' },
  'of-rk-regularni-migranti': {
    sr: 'Regularni migranti',
    sq: 'Migrantë të rregullt',
    en: 'Regular migrants'
  },
  'of-rk-trazioci-azila': { sr: 'Tražioci azila', sq: 'Azilkërkues', en: 'Asylum seekers' },
  'of-rk-maloletnici-bez-pratnje': {
    sr: 'Deca bez pratnje',
    sq: 'Fëmijë të pashoqëruar',
    en: 'Unaccompanied children'
  },
  'of-rk-zrtve': { sr: 'Žrtve trgovine ljudima', sq: 'Viktima të trafikimit', en: 'Victims of trafficking' },
  'of-none': { sr: 'Bez kategorije', sq: 'Pa kategori', en: 'Without category' }
} as const satisfies Record<string, Trilingual>
export type BriefChip = keyof typeof briefLabels
