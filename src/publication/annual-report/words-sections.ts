// First words of the sections that came later: tasks, money, meetings, evaluations, drawings. Same rules as in words.ts.

import type { Trilingual } from '#kernel/locale.ts'

export const sectionWords = {
  'tasks.title': {
    sr: 'Šta je urađeno i šta kasni',
    sq: 'Çfarë u krye dhe çfarë vonohet',
    en: 'What was done, and what is late'
  },
  'tasks.intro': {
    // a Serbian date brings its own full stop
    sr: 'Ovako je bilo na dan nacrta ovog izveštaja: {date}',
    sq: 'Kështu ishte ditën e draftit të këtij raporti: {date}.',
    en: 'This is how it stood when this report was drafted: {date}.'
  },
  'tasks.done': {
    sr: 'Zadaci završeni u {year}. godini',
    sq: 'Detyra të kryera në vitin {year}',
    en: 'Tasks done in {year}'
  },
  'tasks.none-done': {
    sr: 'Nijedan zadatak nije završen u {year}. godini.',
    sq: 'Asnjë detyrë nuk u krye në vitin {year}.',
    en: 'No task was done in {year}.'
  },
  'tasks.late': { sr: 'Zadaci koji kasne', sq: 'Detyra me vonesë', en: 'Tasks that are late' },
  'tasks.none-late': {
    sr: 'Nijedan zadatak sa rokom ne kasni. Zadaci bez roka: {n}.',
    sq: 'Asnjë detyrë me afat nuk vonohet. Detyra pa afat: {n}.',
    en: 'No task with a deadline is late. Tasks without a deadline: {n}.'
  },
  'tasks.evidence-kept': {
    sr: 'dokaz je u evidenciji',
    sq: 'dëshmia ruhet në evidencë',
    en: 'the evidence is on file'
  },
  'tasks.no-reason': {
    sr: 'razlog još nije naveden',
    sq: 'arsyeja ende nuk është dhënë',
    en: 'no reason given yet'
  },
  'money.title': { sr: 'Novac', sq: 'Paratë', en: 'Money' },
  'money.intro': {
    sr: 'Strategija ne navodi iznose. „Nije određeno“ ne znači nula.',
    sq: 'Strategjia nuk jep shuma. „Nuk është caktuar“ nuk do të thotë zero.',
    en: 'The strategy names no amounts. “Not set” does not mean zero.'
  },
  'money.caption': {
    sr: 'Novac predviđen za zadatke',
    sq: 'Paratë e parashikuara për detyrat',
    en: 'Money set aside for tasks'
  },
  'money.of': { sr: '{n} od {all}', sq: '{n} nga {all}', en: '{n} of {all}' },
  'money.not-set': { sr: 'nije određeno', sq: 'nuk është caktuar', en: 'not set' },
  'meetings.title': {
    sr: 'Aktivnosti i sastanci',
    sq: 'Aktivitetet dhe takimet',
    en: 'Activities and meetings'
  },
  'meetings.intro': {
    sr: 'Ovo je zabeleženo u radu mreže.',
    sq: 'Kjo është shënuar në punën e rrjetit.',
    en: 'This was recorded in the work of the network.'
  },
  'meetings.caption': {
    sr: 'Aktivnosti i sastanci u {year}. godini',
    sq: 'Aktivitetet dhe takimet në vitin {year}',
    en: 'Activities and meetings in {year}'
  },
  'evaluations.title': {
    sr: 'Evaluacije i preporuke',
    sq: 'Vlerësimet dhe rekomandimet',
    en: 'Evaluations and recommendations'
  },
  'evaluations.none': {
    sr: 'U {year}. godini nije završena nijedna evaluacija.',
    sq: 'Në vitin {year} nuk përfundoi asnjë vlerësim.',
    en: 'No evaluation was finished in {year}.'
  },
  'evaluations.text': {
    sr: 'Nalazi: {findings}\n\nPreporuke: {recommendations}\n\nOdgovor: {response}',
    sq: 'Gjetjet: {findings}\n\nRekomandimet: {recommendations}\n\nPërgjigjja: {response}',
    en: 'Findings: {findings}\n\nRecommendations: {recommendations}\n\nResponse: {response}'
  },
  'series.caption': { sr: 'Po godinama', sq: 'Sipas viteve', en: 'Year by year' },
  'places.caption': {
    sr: 'Prepoznati rani rizici po naseljima u {year}. godini',
    sq: 'Rreziqe të hershme të njohura sipas vendbanimeve në vitin {year}',
    en: 'Early risks recognised by settlement in {year}'
  },
  'places.credit': { sr: 'Granice: {credit}', sq: 'Kufijtë: {credit}', en: 'Borders: {credit}' },
  'approved.title': {
    sr: 'Ko je odobrio izveštaj',
    sq: 'Kush e miratoi raportin',
    en: 'Who approved this report'
  },
  'approved.line': {
    sr: '{office}. Datum: {date}',
    sq: '{office}. Data: {date}.',
    en: '{office}. Date: {date}.'
  },

  'chart.progress': {
    sr: 'Za svaku aktivnost jedna traka: koliko zadataka je završeno, u toku, kasni i nije započeto. Isti brojevi su u tabeli ispod.',
    sq: 'Për çdo aktivitet një shirit: sa detyra janë të kryera, në vazhdim, me vonesë dhe të pafilluara. Të njëjtët numra janë në tabelën më poshtë.',
    en: 'One bar for each activity: how many tasks are done, under way, late and not begun. The same numbers stand in the table below.'
  },
  'chart.series': {
    sr: 'Za svaku godinu jedan stubac. Šrafirani stubac je zaštićen broj: visina mu ne znači ništa. Isti brojevi su u tabeli ispod.',
    sq: 'Për çdo vit një shtyllë. Shtylla me vija është numër i mbrojtur: lartësia e saj nuk tregon asgjë. Të njëjtët numra janë në tabelën më poshtë.',
    en: 'One column for each year. A hatched column is a protected number: its height means nothing. The same numbers stand in the table below.'
  },
  'chart.places': {
    sr: 'Karta naselja. Veći krug znači više rizika. Šrafirani krugovi su zaštićeni brojevi i svi su jednaki. Isti podaci su u tabeli ispod.',
    sq: 'Harta e vendbanimeve. Rrethi më i madh tregon më shumë rreziqe. Rrathët me vija janë numra të mbrojtur dhe të gjithë janë njësoj. Të njëjtat të dhëna janë në tabelën më poshtë.',
    en: 'A map of the settlements. A larger circle means more risks. Hatched circles are protected numbers and all alike. The same facts stand in the table below.'
  },

  'target.least': { sr: 'najmanje {n}', sq: 'së paku {n}', en: 'at least {n}' },
  'target.most': { sr: 'najviše {n}', sq: 'së shumti {n}', en: 'at most {n}' },
  'target.yes': { sr: 'da', sq: 'po', en: 'yes' },
  'target.not-set': { sr: 'nije određeno', sq: 'nuk është caktuar', en: 'not set' },

  'column.task': { sr: 'Zadatak', sq: 'Detyra', en: 'Task' },
  'column.done-on': { sr: 'Završeno', sq: 'Kryer më', en: 'Done on' },
  'column.evidence': { sr: 'Dokaz', sq: 'Dëshmia', en: 'Evidence' },
  'column.deadline': { sr: 'Rok', sq: 'Afati', en: 'Deadline' },
  'column.why': { sr: 'Zašto kasni', sq: 'Pse vonohet', en: 'Why it is late' },
  'column.tasks-with-money': { sr: 'Zadaci sa iznosom', sq: 'Detyra me shumë', en: 'Tasks with an amount' },
  'column.amount': { sr: 'Iznos', sq: 'Shuma', en: 'Amount' },
  'column.target': { sr: 'Cilj', sq: 'Synimi', en: 'Target' },
  'column.place': { sr: 'Naselje', sq: 'Vendbanimi', en: 'Settlement' },
  'column.number': { sr: 'Broj', sq: 'Numri', en: 'Number' },

  'number.of-edition': {
    sr: 'Iz izveštaja: {title}, izdanje {n}',
    sq: 'Nga raporti: {title}, botimi {n}',
    en: 'From: {title}, edition {n}'
  }
} as const satisfies Record<string, Trilingual>
