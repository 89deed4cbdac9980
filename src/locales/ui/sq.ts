import type source from './sr-Latn.ts'

export default {
  skip: 'Kalo te përmbajtja',
  leave: 'Dil',
  'leave.two': 'Dalje: shtypni edhe dy herë',
  'leave.one': 'Dalje: shtypni edhe një herë',
  back: 'Prapa',
  home: 'Fillimi',
  language: 'Gjuha',
  'language.now': 'Gjuha: {name}',
  'errors.title': 'Këtu mungon diçka',
  'few-people': 'më pak se 5',
  'hidden-few': 'fshehur për t’i mbrojtur njerëzit',
  slow: 'Lidhja është e ngadaltë. Po provojmë ende.',
  'not-found': 'Këtu nuk ka asgjë për ju.',
  'not-found.help': 'Nëse ju duhet, pyetni atë që ju ka dërguar.',
  'went-wrong': 'Nuk arritëm ta hapim këtë. Provoni përsëri.',
  'went-wrong.help': 'Nëse dikush është në rrezik, mos prisni. Telefononi.',
  'made-up': 'Gjithçka këtu është e trilluar. Asnjë person e asnjë ngjarje nuk është e vërtetë.'
} satisfies Record<keyof typeof source, string>
