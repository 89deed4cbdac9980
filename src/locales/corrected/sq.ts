import type source from './sr-Latn.ts'

export default {
  'identity-edit.open': 'Shfaq dhe ndrysho emrin dhe kontaktin',
  'identity-edit.logged': 'Ky shikim u shënua. Ajo që ndryshoni vlen menjëherë për të gjithë në rast.',
  'identity-edit.save': 'Ruaj emrin dhe kontaktin',
  'identity-edit.merged': 'U ruajt. Mbeti edhe ajo që u ndryshua ndërkohë: {name}.',
  'identity-edit.no-tokens':
    'U ruajt. Çelësi për krahasim ende nuk ju është dorëzuar, prandaj të tjerët e gjejnë personin ende sipas të dhënave të vjetra.'
} satisfies Record<keyof typeof source, string>
