// The system's own first words for the annual report, in three languages. People edit them afterwards.
// Sentences of at most 15 words; counts stand after a colon, so that no number bends a Serbian noun.

import type { Trilingual } from '#kernel/locale.ts'
import type { IndicatorCode } from '#plan/index.ts'
import { sectionWords } from './words-sections.ts'

export const codeLabels: Record<IndicatorCode, Trilingual> = {
  'victims-identified': {
    sr: 'Formalno identifikovane žrtve',
    sq: 'Viktima të identifikuara zyrtarisht',
    en: 'Victims formally identified'
  },
  'reporting-line-available': {
    sr: 'Linija za prijave radi',
    sq: 'Linja për raportime punon',
    en: 'A reporting line is open'
  },
  'working-group-formed': {
    sr: 'Radna grupa za rano upozorenje se sastala',
    sq: 'Grupi punues për paralajmërim të hershëm është mbledhur',
    en: 'The working group for early warning has met'
  },
  'risk-matrix-adopted': {
    sr: 'Matrica ranih rizika usvojena',
    sq: 'Matrica e rreziqeve të hershme e miratuar',
    en: 'A matrix of early risks adopted'
  },
  'empowerment-programmes': {
    sr: 'Sprovedeni programi osnaživanja',
    sq: 'Programe fuqizimi të zbatuara',
    en: 'Empowerment programmes carried out'
  },
  'migrants-profiled': {
    sr: 'Profilisani migranti',
    sq: 'Migrantë të profilizuar',
    en: 'Migrants profiled'
  },
  'migrants-informed': {
    sr: 'Informisani migranti',
    sq: 'Migrantë të informuar',
    en: 'Migrants informed'
  },
  'questionnaires-created': {
    sr: 'Upitnici za mešovite timove u upotrebi',
    sq: 'Pyetësorët për ekipet e përziera në përdorim',
    en: 'Questionnaires for mixed teams in use'
  },
  'impact-analysis-drawn-up': {
    sr: 'Izrađena analiza uticaja sa preporukama',
    sq: 'Analiza e ndikimit me rekomandime e hartuar',
    en: 'Impact analysis with recommendations drawn up'
  },
  'reports-received': { sr: 'Primljene prijave', sq: 'Raportime të pranuara', en: 'Reports received' },
  'reports-answered-in-time': {
    sr: 'Prijave sa odgovorom u roku',
    sq: 'Raportime me përgjigje brenda afatit',
    en: 'Reports answered in time'
  },
  'cases-opened': { sr: 'Otvoreni slučajevi', sq: 'Raste të hapura', en: 'Cases opened' },
  'case-conferences-held': {
    sr: 'Održane konferencije slučaja',
    sq: 'Konferenca rasti të mbajtura',
    en: 'Case conferences held'
  },
  'working-group-decisions': {
    sr: 'Odluke radne grupe za rano upozorenje',
    sq: 'Vendime të grupit punues për paralajmërim të hershëm',
    en: 'Decisions of the working group for early warning'
  },
  'referrals-sent': { sr: 'Poslata upućivanja', sq: 'Referime të dërguara', en: 'Referrals sent' },
  'referrals-accepted': { sr: 'Prihvaćena upućivanja', sq: 'Referime të pranuara', en: 'Referrals accepted' },
  'services-delivered': { sr: 'Pružene usluge', sq: 'Shërbime të ofruara', en: 'Services delivered' },
  'persons-supported': { sr: 'Osobe sa podrškom', sq: 'Persona të mbështetur', en: 'Persons supported' },
  'early-risks-recognised': {
    sr: 'Prepoznati rani rizici',
    sq: 'Rreziqe të hershme të njohura',
    en: 'Early risks recognised'
  },
  'early-risks-averted': {
    sr: 'Rani rizici koji se nisu obistinili',
    sq: 'Rreziqe të hershme që nuk u vërtetuan',
    en: 'Early risks that did not come true'
  }
}

export const countLabels = {
  'goals-total': { sr: 'Ciljevi', sq: 'Synime', en: 'Goals' },
  'tasks-total': { sr: 'Zadaci u planu', sq: 'Detyra në plan', en: 'Tasks in the plan' },
  'tasks-done': { sr: 'Završeni zadaci', sq: 'Detyra të kryera', en: 'Tasks done' },
  'tasks-under-way': { sr: 'Zadaci u toku', sq: 'Detyra në vazhdim', en: 'Tasks under way' },
  'tasks-late': { sr: 'Zadaci koji kasne', sq: 'Detyra me vonesë', en: 'Tasks late' },
  'tasks-not-begun': { sr: 'Zadaci koji nisu započeti', sq: 'Detyra të pafilluara', en: 'Tasks not begun' },
  'indicators-total': { sr: 'Pokazatelji', sq: 'Tregues', en: 'Indicators' },
  'indicators-set': { sr: 'Pokazatelji sa vrednošću', sq: 'Tregues me vlerë', en: 'Indicators with a value' },
  'indicators-not-set': {
    sr: 'Pokazatelji bez vrednosti',
    sq: 'Tregues pa vlerë',
    en: 'Indicators without a value'
  }
} as const satisfies Record<string, Trilingual>

export const reportWords = {
  ...sectionWords,
  title: {
    sr: 'Godišnji izveštaj za {year}. godinu',
    sq: 'Raporti vjetor {year}',
    en: 'Annual report {year}'
  },

  'short.title': { sr: 'Godina ukratko', sq: 'Viti shkurtimisht', en: 'The year in short' },
  'short.who': {
    sr: '{municipality} i {network} objavljuju ovaj izveštaj za {year}. godinu.',
    sq: '{municipality} dhe {network} e publikojnë këtë raport për vitin {year}.',
    en: 'The {municipality} and the {network} publish this report for {year}.'
  },
  'short.not-over': {
    sr: 'Godina još nije završena. Brojevi važe za deo godine do objave.',
    sq: 'Viti ende nuk ka përfunduar. Numrat vlejnë për pjesën e vitit deri në botim.',
    en: 'The year is not over yet. The numbers cover the part of it before publication.'
  },
  'short.tasks': {
    sr: 'Zadaci u planu: [[value:tasks-total]]. Završeni: [[value:tasks-done]]. U toku: [[value:tasks-under-way]]. Kasne: [[value:tasks-late]]. Nisu započeti: [[value:tasks-not-begun]].',
    sq: 'Detyra në plan: [[value:tasks-total]]. Të kryera: [[value:tasks-done]]. Në vazhdim: [[value:tasks-under-way]]. Me vonesë: [[value:tasks-late]]. Të pafilluara: [[value:tasks-not-begun]].',
    en: 'Tasks in the plan: [[value:tasks-total]]. Done: [[value:tasks-done]]. Under way: [[value:tasks-under-way]]. Late: [[value:tasks-late]]. Not begun: [[value:tasks-not-begun]].'
  },
  'short.reports': {
    sr: 'Primljene prijave: [[value:reports-received]]. Odgovor u roku: [[value:reports-answered-in-time]].',
    sq: 'Raportime të pranuara: [[value:reports-received]]. Përgjigje brenda afatit: [[value:reports-answered-in-time]].',
    en: 'Reports received: [[value:reports-received]]. Answered in time: [[value:reports-answered-in-time]].'
  },
  'short.indicators': {
    sr: 'Pokazatelji sa vrednošću: [[value:indicators-set]] od [[value:indicators-total]].',
    sq: 'Tregues me vlerë: [[value:indicators-set]] nga [[value:indicators-total]].',
    en: 'Indicators with a value: [[value:indicators-set]] of [[value:indicators-total]].'
  },

  'plan.title': {
    sr: 'Šta strategija traži i dokle smo stigli',
    sq: 'Çfarë kërkon strategjia dhe ku kemi arritur',
    en: 'What the strategy asks, and how far we are'
  },
  'plan.goals': {
    sr: 'Strategija postavlja ciljeve ovim rečima.',
    sq: 'Strategjia i vë synimet me këto fjalë.',
    en: 'The strategy sets its goals in these words.'
  },
  'plan.no-link': {
    sr: 'Strategija ne kaže koja aktivnost služi kom cilju. Zato pokazujemo napredak po aktivnostima.',
    sq: 'Strategjia nuk thotë cili aktivitet i shërben cilit synim. Prandaj e tregojmë përparimin sipas aktiviteteve.',
    en: 'The strategy does not say which activity serves which goal. So we show progress by activity.'
  },
  'plan.caption': { sr: 'Zadaci po aktivnostima', sq: 'Detyrat sipas aktiviteteve', en: 'Tasks by activity' },

  'help.title': { sr: 'Prijave i pomoć', sq: 'Raportimet dhe ndihma', en: 'Reports and help' },
  'help.intro': {
    sr: 'Svako može da prijavi sumnju ili zatraži pomoć, i bez imena.',
    sq: 'Kushdo mund të raportojë një dyshim ose të kërkojë ndihmë, edhe pa emër.',
    en: 'Anyone can report a suspicion or ask for help, also without a name.'
  },
  'help.caption': {
    sr: 'Prijave i pomoć u {year}. godini',
    sq: 'Raportimet dhe ndihma në vitin {year}',
    en: 'Reports and help in {year}'
  },
  'help.one-year': {
    sr: 'U maloj opštini broj slučajeva jedne godine može da otkrije osobu. Zato brojeve o ljudima objavljujemo samo za tri godine zajedno.',
    sq: 'Në një komunë të vogël, rastet e një viti mund të zbulojnë një person. Prandaj numrat për njerëzit i publikojmë vetëm për tri vjet bashkë.',
    en: 'In a small municipality, one year’s number of cases can point to a person. So we publish numbers about people only for three years together.'
  },
  'help.not-yet-pooled': {
    sr: 'Još nemamo tri pune godine. Te brojeve ćemo objaviti kada ih budemo imali.',
    sq: 'Ende nuk kemi tri vjet të plota. Këta numra do t’i publikojmë kur t’i kemi.',
    en: 'We do not have three full years yet. We will publish these numbers when we do.'
  },
  'help.pooled': {
    sr: 'Ljudi i pomoć, {period} zajedno',
    sq: 'Njerëzit dhe ndihma, {period} bashkë',
    en: 'People and help, {period} together'
  },

  'indicators.title': {
    sr: 'Pokazatelji, tabela po tabela',
    sq: 'Treguesit, tabelë pas tabele',
    en: 'Indicators, table by table'
  },
  'indicators.intro': {
    sr: 'Ovo su svi pokazatelji koje strategija navodi.',
    sq: 'Këta janë të gjithë treguesit që i përmend strategjia.',
    en: 'These are all the indicators that the strategy names.'
  },
  'indicators.twice': {
    sr: 'Neki pokazatelji stoje na dva mesta. Brojimo ih jednom.',
    sq: 'Disa tregues janë shtypur dy herë. Ne i numërojmë një herë.',
    en: 'Some indicators are printed twice. We count them once.'
  },
  'indicators.twin': { sr: 'isto što i red {row}', sq: 'njësoj si rreshti {row}', en: 'same as row {row}' },

  'missing.title': {
    sr: 'Šta nije izmereno i zašto',
    sq: 'Çfarë nuk është matur dhe pse',
    en: 'What was not measured, and why'
  },
  'missing.intro': {
    sr: 'Pokazatelji bez vrednosti: [[value:indicators-not-set]]. „Nije izmereno“ ne znači nula. Znači da podatak još nemamo.',
    sq: 'Tregues pa vlerë: [[value:indicators-not-set]]. „Nuk është matur“ nuk do të thotë zero. Do të thotë se ende nuk e kemi të dhënën.',
    en: 'Indicators without a value: [[value:indicators-not-set]]. “Not measured” does not mean zero. It means that we do not know yet.'
  },
  'missing.targets': {
    sr: 'Strategija ne navodi početne vrednosti, ciljne vrednosti i rokove. Opština može da ih dopuni.',
    sq: 'Strategjia nuk jep vlera fillestare, vlera të synuara dhe afate. Komuna mund t’i plotësojë.',
    en: 'The strategy gives no baselines, no targets and no deadlines. The municipality can add them.'
  },
  'missing.caption': { sr: 'Još nije izmereno', sq: 'Ende nuk është matur', en: 'Not measured yet' },
  'missing.none': {
    sr: 'Ove godine svaki pokazatelj ima vrednost.',
    sq: 'Këtë vit çdo tregues ka vlerë.',
    en: 'This year every indicator has a value.'
  },
  'missing.by-hand': {
    sr: 'Niko još nije uneo podatak sa dokazom.',
    sq: 'Askush ende nuk e ka shënuar me dëshmi.',
    en: 'Nobody has entered a value with evidence yet.'
  },
  'missing.records': {
    sr: 'Sistem ovo još nije izbrojao.',
    sq: 'Sistemi ende nuk e ka numëruar këtë.',
    en: 'The system has not counted this yet.'
  },

  'method.title': {
    sr: 'Kako brojimo i kako štitimo ljude',
    sq: 'Si numërojmë dhe si i mbrojmë njerëzit',
    en: 'How we count and how we protect people'
  },
  'method.records': {
    sr: 'Sistem broji prijave, slučajeve i upućivanja iz zapisa. Niko ih ne prepisuje rukom. Ostale vrednosti unose ljudi i prilažu dokaz.',
    sq: 'Sistemi i numëron raportimet, rastet dhe referimet nga regjistrat. Askush nuk i shkruan me dorë. Vlerat e tjera i shënojnë njerëzit dhe bashkëngjisin dëshmi.',
    en: 'The system counts reports, cases and referrals from the records. Nobody copies them by hand. People enter the other values and attach evidence.'
  },
  'method.few': {
    sr: 'Broj od jedan do četiri ne pokazujemo. Umesto njega piše: manje od pet. Ni nulu ne pokazujemo. To važi za prijave i ljude. Zadatke i sastanke brojimo otvoreno.',
    sq: 'Numrat nga një deri në katër nuk i tregojmë. Në vend të tyre shkruajmë: më pak se pesë. As zeron nuk e tregojmë. Kjo vlen për raportimet dhe njerëzit. Detyrat dhe takimet i numërojmë hapur.',
    en: 'We do not show a number from one to four. Instead we write: fewer than five. We do not show zero either. This holds for reports and people. We count tasks and meetings openly.'
  },
  'method.partners': {
    sr: 'Kada bi neko mogao da izračuna skriven broj, skrivamo i susedni. Procenat pišemo samo kada je osnova najmanje pedeset.',
    sq: 'Kur dikush mund ta llogarisë numrin e fshehur, e fshehim edhe fqinjin e tij. Përqindjen e shkruajmë vetëm kur baza është së paku pesëdhjetë.',
    en: 'When someone could work out a hidden number, we hide its neighbour too. We write a percentage only when the base is at least fifty.'
  },
  'method.after': {
    sr: 'Objavljeno izdanje ne menjamo. Grešku ispravljamo novim izdanjem, uz datum i razlog. Ranije izdanje ostaje dostupno.',
    sq: 'Botimin e publikuar nuk e ndryshojmë. Gabimin e korrigjojmë me një botim të ri, me datë dhe arsye. Botimi i mëparshëm mbetet i qasshëm.',
    en: 'We do not change a published edition. We correct a mistake in a new edition, with a date and a reason. The earlier edition stays within reach.'
  },

  'column.no': { sr: 'Red', sq: 'Rreshti', en: 'Row' },
  'column.what': { sr: 'Šta brojimo', sq: 'Çfarë numërojmë', en: 'What we count' },
  'column.indicator': { sr: 'Pokazatelj', sq: 'Treguesi', en: 'Indicator' },
  'column.value': { sr: 'Vrednost', sq: 'Vlera', en: 'Value' },
  'column.before': { sr: 'Godinu ranije', sq: 'Një vit më parë', en: 'A year earlier' },
  'column.activity': { sr: 'Aktivnost', sq: 'Aktiviteti', en: 'Activity' },
  'column.done': { sr: 'Završeno', sq: 'Të kryera', en: 'Done' },
  'column.under-way': { sr: 'U toku', sq: 'Në vazhdim', en: 'Under way' },
  'column.late': { sr: 'Kasni', sq: 'Me vonesë', en: 'Late' },
  'column.not-begun': { sr: 'Nije započeto', sq: 'Të pafilluara', en: 'Not begun' },
  'column.total': { sr: 'Ukupno', sq: 'Gjithsej', en: 'Total' },
  'column.was': { sr: 'Bilo je', sq: 'Ishte', en: 'Was' },
  'column.now': { sr: 'Sada je', sq: 'Tani është', en: 'Is now' },
  'corrections.title': {
    sr: 'Šta je ispravljeno',
    sq: 'Çfarë u korrigjua',
    en: 'What was corrected'
  },
  'corrections.line': {
    sr: 'Ispravljeno izdanje ({date}): {reason}',
    sq: 'Botim i korrigjuar ({date}): {reason}',
    en: 'Corrected edition of {date}: {reason}'
  },
  'corrections.numbers': { sr: 'Izmenjeni brojevi', sq: 'Numrat e ndryshuar', en: 'Changed numbers' },
  'corrections.was': { sr: '{where}. Pisalo je:', sq: '{where}. Shkruhej:', en: '{where}. It said:' },
  'corrections.now': { sr: 'Sada piše:', sq: 'Tani shkruhet:', en: 'It says now:' },
  'corrections.added': { sr: '{where}. Dodato je:', sq: '{where}. U shtua:', en: '{where}. Added:' },
  'corrections.left-out': { sr: 'Sada je izostavljeno.', sq: 'Tani është hequr.', en: 'It is now left out.' },
  'corrections.nothing': {
    sr: 'Na ovom jeziku ništa drugo nije izmenjeno.',
    sq: 'Në këtë gjuhë nuk ndryshoi asgjë tjetër.',
    en: 'In this language nothing else was changed.'
  },
  /** The marks stand for this page and for all pages; they are no letters, so that they survive transliteration. */
  page: { sr: 'strana # od #', sq: 'faqja # nga #', en: 'page # of #' }
} as const satisfies Record<string, Trilingual>

export type ReportWord = keyof typeof reportWords

/** Fills the braces, once per language; what is put in is never read as a pattern again. */
export const fill = (
  word: ReportWord,
  params: Record<string, Trilingual | string | number> = {}
): Trilingual => {
  const inLanguage = (language: keyof Trilingual): string =>
    reportWords[word][language].replace(/\{([a-z]+)\}/g, (whole, name: string) => {
      const value = params[name]
      return value === undefined ? whole : typeof value === 'object' ? value[language] : String(value)
    })
  return { sr: inLanguage('sr'), sq: inLanguage('sq'), en: inLanguage('en') }
}
